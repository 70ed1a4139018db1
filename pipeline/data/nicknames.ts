/** Everyday short forms of given names, each line led by the whole name. Where one form could be two names, it is left out. */
const lines = `
  robert bob bobby rob robbie
  william bill billy will willy
  richard dick rick ricky rich
  michael mike mick mickey
  james jim jimmy jamie
  john johnny jack
  joseph joe joey
  thomas tom tommy
  edward ed eddie ted teddy
  charles charlie chuck
  david dave davy
  daniel dan danny
  matthew matt
  anthony tony
  andrew andy drew
  benjamin ben benny
  gregory greg
  jeffrey jeff
  kenneth ken kenny
  lawrence larry
  nicholas nick nicky
  peter pete
  philip phil phillip
  ronald ron ronny
  stephen steve steven
  timothy tim timmy
  walter walt
  frederick fred freddy
  gerald gerry
  raymond ray
  joshua josh
  jonathan jon
  zachary zach zack
  samuel sam sammy
  elizabeth liz lizzie beth betty eliza
  katherine kate kathy katie catherine cathy kathryn
  margaret maggie meg peggy
  jennifer jen jenny
  jessica jess jessie
  susan sue susie
  patricia patty trish
  barbara barb
  deborah debbie deb
  rebecca becky becca
  victoria vicky tori
  dorothy dot dottie
  abigail abby
  pamela pam
  cynthia cindy
  kimberly kim
  maximilian maxi
  sebastian basti
  friedrich fritz
  johannes hannes
  heinrich heinz
  wolfgang wolf
  katharina kathi
  susanne susi
  gabriele gabi
  guillermo memo
  jose pepe
  francisco paco pancho
  ignacio nacho
  dolores lola
  rosario charo
  enrique quique
  istvan pista pisti
  laszlo laci
  jozsef jozsi
  sandor sanyi
  ferenc feri
  janos jani
  erzsebet bozsi erzsi
  katalin kati kata
  zsuzsanna zsuzsa zsuzsi
  giuseppe beppe peppe
  luigi gigi
  tomasz tomek
  krzysztof krzysiek
  malgorzata gosia
  katarzyna kasia
  agnieszka aga
`;

/** The whole name of a short one: `bob` → `robert`. All in lower case, without accents. */
export const wholeNames: ReadonlyMap<string, string> = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [whole = "", ...short] = line.trim().split(" ");
      return short.map((name): [string, string] => [name, whole]);
    }),
);
