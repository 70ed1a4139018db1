/** Mail providers whose addresses say nothing about where a person works. */
export const freeMail: ReadonlySet<string> = new Set(
  `
  gmail.com googlemail.com
  outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.pt outlook.jp outlook.com.br
  hotmail.com hotmail.de hotmail.fr hotmail.es hotmail.it hotmail.co.uk hotmail.com.br hotmail.nl
  hotmail.be hotmail.se hotmail.ca
  live.com live.de live.fr live.nl live.it live.co.uk live.se live.dk live.be live.com.mx live.ca
  msn.com passport.com
  yahoo.com yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.uk yahoo.co.in yahoo.in yahoo.co.jp
  yahoo.com.br yahoo.ca yahoo.com.ar yahoo.com.mx yahoo.com.au yahoo.co.id yahoo.com.sg yahoo.gr
  yahoo.pl yahoo.se yahoo.ro ymail.com rocketmail.com
  icloud.com me.com mac.com privaterelay.appleid.com
  aol.com aol.de aol.fr aol.co.uk aim.com
  proton.me protonmail.com protonmail.ch pm.me
  gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.us gmx.fr gmx.co.uk web.de t-online.de freenet.de
  arcor.de posteo.de posteo.net mailbox.org online.de email.de mail.de
  tutanota.com tutanota.de tutamail.com tuta.com tuta.io keemail.me
  fastmail.com fastmail.fm hey.com duck.com mozmail.com simplelogin.com runbox.com hushmail.com
  disroot.org riseup.net startmail.com mailfence.com zoho.com zohomail.com zohomail.eu
  mail.com email.com usa.com inbox.com lycos.com rediffmail.com
  yandex.com yandex.ru ya.ru mail.ru bk.ru inbox.ru list.ru internet.ru rambler.ru
  ukr.net i.ua meta.ua
  orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr
  libero.it virgilio.it tiscali.it alice.it tin.it
  terra.com.br uol.com.br bol.com.br ig.com.br globo.com
  wp.pl onet.pl o2.pl interia.pl op.pl vp.pl gazeta.pl tlen.pl
  seznam.cz centrum.cz atlas.cz email.cz azet.sk zoznam.sk
  freemail.hu citromail.hu indamail.hu vipmail.hu
  abv.bg mail.bg yahoo.hu
  bluewin.ch hispeed.ch aon.at chello.at
  ziggo.nl kpnmail.nl planet.nl home.nl telenet.be skynet.be
  telia.com spray.se bredband.net online.no jubii.dk luukku.com
  sapo.pt telefonica.net
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
  juno.com optonline.net shaw.ca rogers.com sympatico.ca
  btinternet.com virginmedia.com sky.com talktalk.net ntlworld.com blueyonder.co.uk
  bigpond.com optusnet.com.au xtra.co.nz
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com
  naver.com hanmail.net daum.net nate.com
  docomo.ne.jp ezweb.ne.jp softbank.ne.jp
  walla.co.il
  `
    .trim()
    .split(/\s+/),
);
