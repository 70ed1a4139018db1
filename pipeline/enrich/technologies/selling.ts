/** What companies sell, answer and ask with. */
export const selling = `
marketing automation
  + HubSpot: host js.hs-scripts.com | host js-eu1.hs-scripts.com | host js.hsforms.net | host js.hs-analytics.net | host js.hs-banner.com | host js.usemessages.com | host forms.hsforms.com | host hs-sites.com | cookie hubspotutk | generator HubSpot | header x-hs-hub-id | path /hs-fs/hubfs/ | path /_hcms/ | spf hubspotemail.net | txt hubspot-developer-verification= | cname hubspot.net | cname hs-sites.com
  o Marketo: host munchkin.marketo.net | host mktoweb.com | path //app-*.marketo.com/ | cookie _mkto_trk | script Munchkin.init | spf mktomail.com
  o Salesforce Pardot: host pi.pardot.com | host go.pardot.com | cookie visitor_id#* | script piAId | script piCId | txt pardot#
  o Salesforce Marketing Cloud: host exct.net | host igodigital.com | spf cust-spf.exacttarget.com
  + ActiveCampaign: host trackcmp.net | host activehosted.com | host diffuser-cdn.app-us1.com | script visitorGlobalObjectAlias | spf emsd1.com
  + Customer.io: host assets.customer.io | host track.customer.io | script _cio.load
  + Braze: host js.appboycdn.com
  + Iterable: host js.iterable.com
  - Eloqua: host img.en25.com | host t.eloqua.com | script _elqQ.push
  o Act-On: host actonsoftware.com
  o SharpSpring: path .marketingautomation.services/
e-mail marketing
  o Mailchimp: host list-manage.com | host chimpstatic.com | host cdn-images.mailchimp.com | spf servers.mcsv.net
  + Klaviyo: host static.klaviyo.com | host a.klaviyo.com | host static-tracking.klaviyo.com | txt klaviyo-site-verification=
  o Brevo: host sibforms.com | host sibautomation.com | host cdn.brevo.com | host assets.brevo.com | spf spf.sendinblue.com | spf spf.brevo.com | txt brevo-code: | txt Sendinblue-code:
  o Campaign Monitor: host js.createsend1.com | host createsend.com | host cmail19.com | spf _spf.createsend.com
  o MailerLite: host assets.mailerlite.com | host static.mailerlite.com | spf _spf.mlsend.com
  + ConvertKit: host f.convertkit.com | host convertkit.com | host ck.page
  + Omnisend: host omnisnippet1.com
  o Constant Contact: host static.ctctcdn.com | host constantcontact.com
  o GetResponse: host an.gr-wcon.com | host us-an.gr-cdn.com
  + Drip: host tag.getdrip.com
  o CleverReach: host cleverreach.com
e-mail delivery
  + SendGrid: spf sendgrid.net | host sendgrid.net
  + Mailgun: spf mailgun.org
  + Postmark: spf spf.mtasv.net
  o Amazon SES: spf amazonses.com | txt amazonses:
  o Mandrill: spf spf.mandrillapp.com | txt mandrill_verify.
  o Mailjet: spf spf.mailjet.com
  o SparkPost: spf sparkpostmail.com
CRM
  o Salesforce: host webto.salesforce.com | host my.salesforce.com | host force.com | host my.site.com | host my.salesforce-scrt.com | spf _spf.salesforce.com
  + Pipedrive: host webforms.pipedrive.com | host leadbooster-chat.pipedrive.com | host cdn.us-east-1.pipedriveassets.com
  o Zoho: host salesiq.zoho.com | host salesiq.zohopublic.com | host crm.zoho.com | host crm.zoho.eu | host crm.zohopublic.com | host salesiq.zoho.eu | host salesiq.zohopublic.eu | host forms.zohopublic.com
  o Dynamics 365: host mktdplp102cdn.azureedge.net | host svc.dynamics.com | host crm.dynamics.com | path assets-*.mkt.dynamics.com
  o Bitrix24: path /crm/site_button/loader_ | path /upload/crm/form/loader_
  + Freshsales: host cdn.freshmarketer.com
sales engagement
  + Salesloft: host scout-cdn.salesloft.com | host scout.salesloft.com
  + Apollo: host assets.apollo.io
  + Qualified: host js.qualified.com
  + Mutiny: host mutinycdn.com
  + Navattic: host js.navattic.com | path capture.navattic.com
  + Storylane: host js.storylane.io | host app.storylane.io
scheduling
  + Calendly: host assets.calendly.com | path calendly.com/* | link calendly.com/*
  + Chili Piper: host js.chilipiper.com | host js.na.chilipiper.com | script ChiliPiper.submit
  + Cal.com: host app.cal.com | link cal.com/*
  + SavvyCal: host embed.savvycal.com | link savvycal.com/*
  o Acuity Scheduling: host embed.acuityscheduling.com | path app.acuityscheduling.com/schedule.php
forms
  + Typeform: host embed.typeform.com | link *.typeform.com
  + Tally: host tally.so | link tally.so/r/
  o Jotform: host form.jotform.com | host cdn.jotfor.ms | path jotform.com/jsform
  o Google Forms: path docs.google.com/forms/ | path google.com/forms/
  o Formspree: path formspree.io/
  o Gravity Forms: path /plugins/gravityforms/
  o Contact Form 7: path /plugins/contact-form-7/
  o WPForms: path /plugins/wpforms
  o Ninja Forms: path /plugins/ninja-forms/
landing pages
  + Unbounce: host ubembed.com | host d9hhrg4mnvzow.cloudfront.net
  + Instapage: host instapage.com | host instapagemetrics.com
  o Leadpages: host static.leadpages.net | host lpages.co
  o OptinMonster: host a.omappapi.com | host a.optmnstr.com
visitor identification
  + Clearbit: host x.clearbitjs.com | host tag.clearbitscripts.com | host reveal.clearbit.com
  o Leadfeeder: host sc.lfeeder.com | host lftracker.leadfeeder.com
  o Leadinfo: host cdn.leadinfo.net | host collector.leadinfo.net
  o Albacross: host serve.albacross.com
  + 6sense: host j.6sc.co | host b.6sc.co
  + Demandbase: host tag.demandbase.com | host scripts.demandbase.com
  o ZoomInfo: host ws.zoominfo.com | host js.zi-scripts.com
  + Koala: host cdn.getkoala.com
  + Common Room: host cdn.cr-relay.com
  + RollWorks: host s.rollworks.com
chat
  + Intercom: host widget.intercom.io | host js.intercomcdn.com | host static.intercomassets.com | script intercomSettings | link intercom.help/* | link *.intercom.help
  + Drift: host js.driftt.com | host js.drift.com
  + Crisp: host client.crisp.chat
  o Tidio: host code.tidio.co
  o LiveChat: host cdn.livechatinc.com
  o Tawk.to: host embed.tawk.to
  o Olark: host static.olark.com
  + Gorgias: host config.gorgias.chat
  + Chatwoot: host app.chatwoot.com
  o Userlike: host userlike-cdn-widgets.s3-eu-west-1.amazonaws.com | host api.userlike.com
  o Smartsupp: host www.smartsuppchat.com | script _smartsupp
  o WhatsApp Business: link api.whatsapp.com/send*phone= | link wa.me/#
support
  o Zendesk: host static.zdassets.com | host ekr.zdassets.com | host v2.zopim.com | link *.zendesk.com | spf mail.zendesk.com
  o Freshworks: host wchat.freshchat.com | host widget.freshworks.com | host wchat.eu.freshchat.com | host assets.freshdesk.com | link *.freshdesk.com | spf email.freshdesk.com
  + Help Scout: host beacon-v2.helpscout.net | link *.helpscoutdocs.com | spf helpscoutemail.com
  o Jira Service Management: host jsd-widget.atlassian.com
status page
  + Statuspage: link *.statuspage.io | host statuspage.io | txt status-page-domain-verification=
  + Better Stack: host uptime.betterstack.com | link *.betteruptime.com
reviews
  o Trustpilot: host widget.trustpilot.com | host invitejs.trustpilot.com
  o G2: host tracking.g2crowd.com
  o Yotpo: host staticw2.yotpo.com | host cdn-widgetsrepository.yotpo.com
  o Bazaarvoice: host apps.bazaarvoice.com | host display.ugc.bazaarvoice.com
signatures
  o DocuSign: host powerforms.docusign.net | txt docusign=
  + PandaDoc: host js.pandadoc.com
  o Adobe Acrobat Sign: txt adobe-sign-verification=
payments
  + Stripe: host js.stripe.com | host checkout.stripe.com | host m.stripe.network | cookie __stripe_mid | link buy.stripe.com/* | txt stripe-verification=
  + Adyen: path checkoutshopper-*.adyen.com | path checkoutshopper-*.cdn.adyen.com
  o Braintree: host js.braintreegateway.com
  o PayPal: path paypal.com/sdk/js | path paypal.com/cgi-bin/webscr | host paypalobjects.com | path paypal.com/donate
  + Mollie: host js.mollie.com
  o Klarna: host x.klarnacdn.net | host js.klarna.com
  o Square: host js.squareup.com | host web.squarecdn.com
  + GoCardless: host pay.gocardless.com | link pay.gocardless.com/*
  + Plaid: host cdn.plaid.com
billing
  + Chargebee: host js.chargebee.com | link *.chargebee.com | link *.chargebeeportal.com
  + Paddle: host cdn.paddle.com
  + Recurly: host js.recurly.com
  o Zuora: host static.zuora.com | host apisandbox.zuora.com
  + ProfitWell: host public.profitwell.com
shop
  + Shopify: host cdn.shopify.com | host shopifycdn.com | header x-shopify-stage | header x-shopid | header powered-by=Shopify | cookie _shopify_y | cookie _shopify_s | spf shops.shopify.com | cname myshopify.com
  - Magento: path /static/version#*/frontend/ | path /skin/frontend/ | cookie mage-cache-storage | cookie mage-messages | markup data-mage-init | script Mage.Cookies | header x-magento-cache-debug
  o WooCommerce: path /plugins/woocommerce/ | generator WooCommerce | cookie woocommerce_*
  o Shopware: path /bundles/storefront/ | header sw-version-id | header sw-context-token
  - PrestaShop: generator PrestaShop | cookie PrestaShop-*
  o Salesforce Commerce Cloud: host demandware.net | path /on/demandware. | cookie dwsid | cookie dwanonymous_*
  + BigCommerce: path cdn*.bigcommerce.com | cookie SHOP_SESSION_TOKEN
  o Ecwid: host app.ecwid.com
  - OpenCart: cookie OCSESSID
  o SAP Commerce Cloud: path /_ui/responsive/ | path /medias/?context=
  o Snipcart: host cdn.snipcart.com
`;
