/** What companies build their sites with. */
export const building = `
content management
  o WordPress: path /wp-content/ | path /wp-includes/ | generator WordPress | header x-pingback=xmlrpc.php | header link=api.w.org | markup "https://api.w.org/" | markup 'https://api.w.org/'
  o Drupal: generator Drupal | header x-generator=Drupal | header x-drupal-cache | header x-drupal-dynamic-cache | path /sites/default/files/ | path /core/misc/drupal | markup drupal-settings-json
  o TYPO3: generator TYPO3 | path /typo3conf/ | path /typo3temp/ | path /_assets/*/JavaScript/
  - Joomla: generator Joomla | path /media/jui/ | path /media/system/js/core
  o Sitecore: cookie SC_ANALYTICS_GLOBAL_COOKIE | path /-/media/
  o Adobe Experience Manager: path /etc.clientlibs/ | path /etc/designs/ | path /content/dam/
  o Optimizely CMS: path /globalassets/ | path /EPiServer/
  o Kentico: path /CMSPages/GetResource.ashx | cookie CMSPreferredCulture | cookie CMSCookieLevel
  o Umbraco: generator Umbraco | path /umbraco/ | header x-umbraco-version
  o Craft CMS: header x-powered-by=Craft CMS | cookie CraftSessionId
  o Contao: generator Contao
  o Concrete CMS: generator concrete | cookie CONCRETE5 | cookie CONCRETE
  o Silverstripe: generator SilverStripe
  o Neos: header x-flow-powered
  o Liferay: header liferay-portal | cookie GUEST_LANGUAGE_ID
  + Contentful: host images.ctfassets.net | host assets.ctfassets.net | host videos.ctfassets.net | host cdn.contentful.com
  + Sanity: host cdn.sanity.io
  + Storyblok: host a.storyblok.com
  + Prismic: host images.prismic.io | host static.cdn.prismic.io | host cdn.prismic.io
  + DatoCMS: host datocms-assets.com
  + Hygraph: host media.graphassets.com | host media.graphcms.com
  + Builder.io: host cdn.builder.io
  + Ghost: generator Ghost | host static.ghost.org | cname ghost.io
site builder
  + Webflow: generator Webflow | host assets.website-files.com | host cdn.prod.website-files.com | host uploads-ssl.webflow.com | markup data-wf-site | cname webflow.com
  + Framer: generator Framer | host framerusercontent.com | cname framer.app
  - Wix: generator Wix.com | host static.wixstatic.com | host static.parastorage.com | header x-wix-request-id | cname wixdns.net
  o Squarespace: generator Squarespace | host static1.squarespace.com | host assets.squarespace.com | host images.squarespace-cdn.com | header server=Squarespace | cname squarespace.com
  - Jimdo: host assets.jimstatic.com | generator Jimdo | host jimcdn.com
  o Duda: host cdn-website.com | host lirp.cdn-website.com | host multiscreensite.com
  - Weebly: host editmysite.com | generator Weebly
  - GoDaddy Website Builder: generator Starfield Technologies; Go Daddy | generator GoDaddy Website Builder | host img1.wsimg.com
  o Tilda: host tildacdn.com | host static.tildacdn.info
  o Carrd: generator Carrd
  o Elementor: path /plugins/elementor/ | generator Elementor
  o Divi: path /themes/Divi/
  - WPBakery: generator Powered by WPBakery | path /plugins/js_composer/
WordPress plug-in
  o Yoast SEO: markup yoast-schema-graph | path /plugins/wordpress-seo
  o Rank Math: markup rank-math-schema
  o WPML: generator WPML | path /plugins/sitepress-multilingual-cms/
  o WP Rocket: path /wp-content/cache/min/ | script RocketLazyLoadScripts
  - Slider Revolution: generator Powered by Slider Revolution | path /plugins/revslider/
static site generator
  + Hugo: generator Hugo
  o Jekyll: generator Jekyll
  + Gatsby: generator Gatsby | markup id="___gatsby" | path /page-data/app-data.json
  + Eleventy: generator Eleventy
  o Hexo: generator Hexo
documentation
  + Docusaurus: generator Docusaurus
  + GitBook: generator GitBook | host static.gitbook.com
  + ReadMe: host cdn.readme.io
  + Mintlify: generator Mintlify | host mintlify.s3.us-west-1.amazonaws.com
  + MkDocs: generator mkdocs
  + VitePress: generator VitePress
  o VuePress: generator VuePress
  o Read the Docs: markup "readthedocs-addons-api-version"
web framework
  + Astro: generator Astro | path /_astro/
  + Next.js: path /_next/static/ | path /_next/image?url= | header x-powered-by=Next.js | markup id="__NEXT_DATA__" | header x-nextjs-cache | script self.__next_f
  + Nuxt: path /_nuxt/ | script window.__NUXT__ | markup id="__NUXT_DATA__" | markup id="__nuxt"
  + Remix: script __remixContext | script __reactRouterContext
  + SvelteKit: path /_app/immutable/ | script __sveltekit_
  + Angular: markup ng-version=
  - AngularJS: path angular.min.js | path angularjs/1. | markup ng-app= | path ajax/libs/angular.js/1.
  + Ember.js: markup /config/environment"
  + Ruby on Rails: markup content="authenticity_token" | header x-powered-by=Phusion Passenger | path /rails/active_storage/
  + Laravel: cookie laravel_session | path /livewire/livewire
  + Django: cookie csrftoken | markup csrfmiddlewaretoken
  + Phoenix: markup data-phx-main | markup data-phx-session
  + Flutter: path flutter_bootstrap.js | path flutter_service_worker.js
  o Express: header x-powered-by=Express
  - ASP.NET: header x-aspnet-version | header x-powered-by=ASP.NET | cookie ASP.NET_SessionId | markup id="__VIEWSTATE" | path /WebResource.axd | path /ScriptResource.axd
  + ASP.NET Core: header server=Kestrel | cookie .AspNetCore.*
  o Symfony: header x-debug-token | path /bundles/framework/
  o Meteor: script __meteor_runtime_config__
web library
  + React: path react-dom | path react.production.min.js | markup data-reactroot | path react@#
  + Vue.js: path vue.global | path vue.min.js | path vue.runtime | path npm/vue@ | markup data-v-app
  + Svelte: markup class="svelte-
  + Alpine.js: path alpinejs | path /alpine.min.js
  + htmx: path htmx.min.js | path htmx.org
  + Turbo: path @hotwired/turbo | markup turbo-track
  o jQuery: path /jquery.min.js | path /jquery.js | path /jquery-3. | path /jquery-2. | path /jquery-1. | path /jquery.slim | path /jquery-migrate | path ajax/libs/jquery/ | path npm/jquery@
  o jQuery UI: path /jquery-ui. | path jqueryui/
  o Bootstrap: path /bootstrap.css | path /bootstrap.min.css | path /bootstrap.js | path /bootstrap.min.js | path /bootstrap.bundle | path npm/bootstrap@
  o Foundation: path /foundation.min.css | path /foundation.min.js
  + Tailwind CSS: host cdn.tailwindcss.com | path tailwind.css | path tailwind.min.css | path @tailwindcss/browser
  o GSAP: path gsap.min.js | path /gsap/ | path TweenMax.min.js
  - MooTools: path mootools
  - Prototype: path /prototype.js
fonts
  o Google Fonts: host fonts.googleapis.com | host fonts.gstatic.com | script fonts.googleapis.com
  o Adobe Fonts: host use.typekit.net | host p.typekit.net
  o Font Awesome: host use.fontawesome.com | host kit.fontawesome.com | host pro.fontawesome.com | path /font-awesome | path /fontawesome
search
  + Algolia: host algolia.net | host algolianet.com | path algoliasearch | path npm/docsearch.js | path @docsearch/
  o Elasticsearch: header x-found-handling-cluster
  o Coveo: host static.cloud.coveo.com
  o Swiftype: path s.swiftypecdn.com
  o Cludo: host customer.cludo.com
media
  + Cloudinary: host res.cloudinary.com
  + imgix: host imgix.net
  + ImageKit: host ik.imagekit.io
video
  + Wistia: host fast.wistia.com | host fast.wistia.net
  o Vimeo: host player.vimeo.com
  o YouTube: path youtube.com/embed/ | path youtube-nocookie.com/embed/ | path youtube.com/iframe_api
  + Vidyard: host play.vidyard.com
  o Brightcove: host players.brightcove.net
  o JW Player: host cdn.jwplayer.com | host content.jwplatform.com
  + Mux: host stream.mux.com | host image.mux.com
maps
  + Mapbox: host api.mapbox.com
  o Google Maps: host maps.googleapis.com | path google.com/maps/embed | path maps.google.com/maps?
  o Leaflet: path /leaflet.js | path leaflet@ | path /leaflet.css
  o OpenStreetMap: path openstreetmap.org/export/embed
plug-in
  - Adobe Flash: path swfobject.js
translation
  + Weglot: host cdn.weglot.com
  + Transifex: host cdn.transifex.com
  + Lokalise: host ota.lokalise.com
`;
