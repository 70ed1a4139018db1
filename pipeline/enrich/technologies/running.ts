/** What companies run on, sign in with and write mail with. */
export const running = `
language
  o PHP: header x-powered-by=PHP/ | cookie PHPSESSID
  - PHP 5: header x-powered-by=PHP/5
  o Java servlets: cookie JSESSIONID | header x-powered-by=Servlet
  - ColdFusion: cookie CFID | cookie CFTOKEN
content delivery
  o Cloudflare: header cf-ray | header server=cloudflare | path /cdn-cgi/ | cname cdn.cloudflare.net
  + Fastly: header x-fastly-request-id | header x-served-by=cache- | cname fastly.net
  o Akamai: header x-akamai-transformed | header server=AkamaiGHost | header server=AkamaiNetStorage | cname edgekey.net | cname edgesuite.net | cname akamaiedge.net
  o Amazon CloudFront: header x-amz-cf-id | header via=CloudFront | cname cloudfront.net
  + Bunny: header server=BunnyCDN | host b-cdn.net
  o Azure Front Door: header x-azure-ref | cname azurefd.net | cname azureedge.net
  o Varnish: header x-varnish
hosting
  o Amazon S3: header server=AmazonS3 | host s3.amazonaws.com | path .s3.amazonaws.com/ | cname s3-website
  o Amazon Web Services: header server=awselb | cookie AWSALB | cookie AWSELB | cname elb.amazonaws.com | cname elasticbeanstalk.com
  + Vercel: header x-vercel-id | header server=Vercel | cname vercel-dns.com
  + Netlify: header x-nf-request-id | header server=Netlify | cname netlify.app | cname netlify.com | cname netlifyglobalcdn.com
  + Cloudflare Pages: cname pages.dev
  + GitHub Pages: header x-github-request-id | header server=GitHub.com | cname github.io
  + Fly.io: header fly-request-id | cname fly.dev
  + Render: header x-render-origin-server | cname onrender.com
  + Railway: header x-railway-edge | header server=railway-edge | cname up.railway.app
  o Heroku: header via=vegur | header server=Heroku | cname herokudns.com | cname herokuapp.com
  o Azure: cookie ARRAffinity | cname azurewebsites.net | cname cloudapp.net
  o Google Cloud: header server=Google Frontend | header via=1.1 google | cname ghs.googlehosted.com
  + Firebase: path /__/firebase/ | host firebaseapp.com | path firebasejs/ | cname web.app
  o WP Engine: header x-powered-by=WP Engine | header wpe-backend | cname wpengine.com | cname wpeproxy.com
  o Kinsta: header x-kinsta-cache | cname kinsta.cloud | cname kinsta.page
  o Pantheon: header x-pantheon-styx-hostname | cname pantheonsite.io
  o Acquia: header x-ah-environment | cname acquia-sites.com
  o Platform.sh: header x-platform-server | cname platformsh.site
  o DigitalOcean: host digitaloceanspaces.com | cname ondigitalocean.app
web server
  o nginx: header server=nginx
  o OpenResty: header server=openresty
  o Apache: header server=Apache
  - Apache Tomcat: header server=Apache-Coyote
  - Microsoft IIS: header server=Microsoft-IIS
  o LiteSpeed: header server=LiteSpeed
  + Caddy: header server=Caddy
  + Envoy: header server=envoy | header x-envoy-upstream-service-time
  o Gunicorn: header server=gunicorn
security
  o reCAPTCHA: path google.com/recaptcha | path recaptcha.net/recaptcha | path gstatic.com/recaptcha
  o hCaptcha: host js.hcaptcha.com | path hcaptcha.com/1/api.js
  + Cloudflare Turnstile: path challenges.cloudflare.com/turnstile
  o Friendly Captcha: path friendly-challenge
  o Imperva: header x-iinfo | header x-cdn=Imperva | header x-cdn=Incapsula | cookie visid_incap_* | cookie incap_ses_* | cname incapdns.net
  o Sucuri: header x-sucuri-id | header server=Sucuri
  o DataDome: host js.datadome.co | cookie datadome
  + HUMAN: host client.px-cloud.net | host client.perimeterx.net | cookie _pxvid
  + Vanta: link trust.vanta.com/* | host app.vanta.com
  o KnowBe4: txt knowbe4-site-verification=
  o Proofpoint: mx pphosted.com | mx ppe-hosted.com | spf pphosted.com | spf ppe-hosted.com
  o Mimecast: mx mimecast.com | spf _netblocks.mimecast.com
  o Barracuda: mx barracudanetworks.com | spf spf.ess.barracudanetworks.com
  o Cisco Secure Email: mx iphmx.com
  o Hornetsecurity: mx hornetsecurity.com | mx antispameurope.com
sign-in
  + Auth0: host cdn.auth0.com | link *.auth0.com
  + Okta: host ok1static.oktacdn.com | host global.oktacdn.com | link *.okta.com
  + Clerk: host clerk.accounts.dev | path npm/@clerk/clerk-js
  + 1Password: txt 1password-site-verification=
  o Citrix: txt citrix-verification-code=
office suite
  o Google Workspace: mx google.com | mx googlemail.com | spf _spf.google.com
  o Microsoft 365: mx mail.protection.outlook.com | mx mx.microsoft | spf spf.protection.outlook.com | txt MS=ms
  o Zoho Mail: mx zoho.com | mx zoho.eu | mx zoho.in | spf zohomail.com | spf zoho.com | spf zoho.eu
  + Proton Mail: mx protonmail.ch | spf _spf.protonmail.ch | txt protonmail-verification=
  o Fastmail: mx messagingengine.com | spf spf.messagingengine.com
  o IONOS: mx kundenserver.de | mx ionos.com | mx ionos.de
  o OVHcloud: mx ovh.net | spf mx.ovh.com
  o Rackspace Email: mx emailsrvr.com | spf emailsrvr.com
  o Yandex 360: mx mx.yandex.net | mx mx.yandex.ru
collaboration
  + Atlassian: txt atlassian-domain-verification= | txt atlassian-sending-domain-verification= | spf _spf.atlassian.net | link *.atlassian.net
  + Slack: txt slack-domain-verification= | link join.slack.com/t/
  + Zoom: txt ZOOM_verify_ | txt zoom-domain-verification=
  o Webex: txt cisco-ci-domain-verification= | txt webexdomainverification
  + Notion: txt notion-domain-verification=
  + Miro: txt miro-verification=
  + Figma: txt figma-domain-verification= | path figma.com/embed
  + Canva: txt canva-site-verification=
  + Airtable: txt airtable-verification= | path airtable.com/embed/ | link airtable.com/shr
  + monday.com: txt monday-com-verification= | link forms.monday.com/*
  + Asana: txt asana-domain-verification= | path form.asana.com
  + Loom: txt loom-site-verification= | txt loom-verification= | path loom.com/embed/
  o Dropbox: txt dropbox-domain-verification=
  o Smartsheet: txt smartsheet-site-validation= | path app.smartsheet.com/b/form
  o Adobe Creative Cloud: txt adobe-idp-site-verification=
  o Apple Business: txt apple-domain-verification=
  o Meta Business: txt facebook-domain-verification=
  o Google Search Console: txt google-site-verification=
development
  + OpenAI: txt openai-domain-verification=
  + Anthropic: txt anthropic-domain-verification-
  + Cursor: txt cursor-domain-verification-
  + Postman: txt postman-domain-verification=
  + Docker: txt docker-verification=
  + MongoDB: txt mongodb-site-verification=
  + HashiCorp: txt hcp-domain-verification=
  + Twilio: txt twilio-domain-verification= | host media.twiliocdn.com | host sdk.twilio.com
  + Supabase: host supabase.co
business software
  o NetSuite: spf mailsenders.netsuite.com | spf sent-via.netsuite.com | host app.netsuite.com | path .app.netsuite.com/
  o Qualtrics: spf _spf.qualtrics.com | host siteintercept.qualtrics.com
  + Rippling: spf rippling.com
  + Greenhouse: spf mg-spf.greenhouse.io
  o TeamViewer: txt teamviewer-sso-verification=
  o Jamf: txt jamf-site-verification=
`;
