/**
 * Legal forms as they are written, and where companies take them; nowhere in particular where half
 * the world does. Spellings of one form share a line.
 */
const written: readonly [countries: string, spellings: string][] = [
  [
    "DE AT CH LI",
    "GmbH|G.m.b.H.|gGmbH|mbH|Ges.m.b.H.|GesmbH|Gesellschaft mit beschränkter Haftung",
  ],
  [
    "DE AT",
    "GmbH & Co. KG|GmbH & Co KG|GmbH & Co. KGaA|GmbH und Co. KG|GmbH u. Co. KG|AG & Co. KG|SE & Co. KGaA|UG & Co. KG|UG (haftungsbeschränkt) & Co. KG",
  ],
  ["DE CH AT LI", "AG|Aktiengesellschaft"],
  ["DE", "UG (haftungsbeschränkt)|UG|UG haftungsbeschränkt"],
  ["DE AT", "KG|Kommanditgesellschaft|Co. KG"],
  ["DE AT", "OHG|OG|Offene Handelsgesellschaft"],
  ["DE", "KGaA"],
  ["DE", "GbR|GdbR|PartG|PartG mbB|PartGmbB"],
  ["DE AT CH", "e.K.|e.Kfm.|e.Kfr.|e.U."],
  ["DE", "e.V.|eingetragener Verein"],
  ["DE", "eG|eGen"],
  ["", "SE|Societas Europaea"],
  ["", "Ltd.|Ltd|Limited|Ltd. Co."],
  ["GB IE", "PLC|plc|P.L.C.|Public Limited Company"],
  ["", "LLP|L.L.P.|LP|L.P."],
  ["GB", "CIC"],
  ["IE", "DAC|CLG|Designated Activity Company"],
  ["", "LLC|L.L.C.|PLLC|Limited Liability Company"],
  ["", "Inc.|Inc|Incorporated"],
  ["", "Corp.|Corp|Corporation"],
  ["", "Co.|Company|& Co.|& Company|and Co."],
  ["CA", "Ltée|Limitée|ULC"],
  ["AU ZA", "Pty Ltd|Pty. Ltd.|Pty Limited|Proprietary Limited|(Pty) Ltd|Pty"],
  ["IN", "Pvt Ltd|Pvt. Ltd.|Private Limited|Pvt. Limited|(P) Ltd"],
  ["SG MY BN", "Pte Ltd|Pte. Ltd.|Pte"],
  ["MY", "Sdn Bhd|Sdn. Bhd.|Bhd|Berhad"],
  ["ID", "Tbk|PT"],
  ["TH", "Co., Ltd.|Company Limited|Public Company Limited|PCL"],
  ["FR", "SAS|S.A.S.|SASU|S.A.S.U.|Société par actions simplifiée"],
  ["FR BE LU CH MA TN", "SARL|S.A.R.L.|S.à r.l.|S.à.r.l.|Sàrl|Société à responsabilité limitée"],
  ["FR", "EURL|E.U.R.L.|SNC|SCI|SCOP|SELARL"],
  ["", "S.A.|SA|Société Anonyme|Sociedad Anónima"],
  ["BE", "SRL|BVBA|SPRL|ASBL|VZW|CVBA"],
  ["NL BE", "B.V.|BV|Besloten Vennootschap"],
  ["NL BE", "N.V.|NV|Naamloze Vennootschap"],
  ["NL", "V.O.F.|VOF|C.V.|CV"],
  ["ES", "S.L.|SL|Sociedad Limitada|S. L."],
  ["ES", "S.L.U.|SLU|S.L.L.|SLP|S.L.P.|S.A.U.|SAU"],
  ["ES", "S. Coop.|S.C.C.L.|Sociedad Cooperativa"],
  ["MX", "S.A. de C.V.|SA de CV|S.A.B. de C.V.|S. de R.L. de C.V.|S. de R.L."],
  ["AR PE", "S.R.L.|SRL|S.A.C.|SAC|E.I.R.L."],
  ["CO EC MX", "S.A.S. de C.V.|SAPI de CV|S.A.P.I. de C.V."],
  ["CL", "SpA|Ltda."],
  ["BR", "Ltda.|Ltda|Limitada|EIRELI|S/A|ME|EPP"],
  ["PT", "Lda.|Lda|Unipessoal Lda|Unipessoal, Lda.|SGPS"],
  ["IT", "S.r.l.|Srl|S.r.l.s.|Srls|Società a responsabilità limitata|S.r.l. unipersonale"],
  ["IT", "S.p.A.|SpA|Società per azioni"],
  ["IT", "S.n.c.|Snc|S.a.s.|Sas di|Soc. Coop.|Società Cooperativa|S.c.a.r.l.|Scarl"],
  ["SE FI", "AB|Aktiebolag|AB (publ)|Publ AB"],
  ["SE NO DK", "HB|KB|Handelsbolag|ANS|DA|I/S|K/S"],
  ["NO", "AS|ASA|Aksjeselskap"],
  ["DK NO", "A/S|Aktieselskab"],
  ["DK", "ApS|Anpartsselskab|IVS"],
  ["FI", "Oy|Oyj|Oy Ab|Osakeyhtiö|Ky|Tmi"],
  ["IS", "ehf.|hf."],
  ["PL", "Sp. z o.o.|Sp. z o. o.|Sp z oo|Spółka z o.o.|Spółka z ograniczoną odpowiedzialnością"],
  ["PL", "Sp. z o.o. Sp. k.|Sp. z o.o. Sp.k.|Sp. k.|Sp. j.|S.K.A.|Spółka Akcyjna|P.S.A.|s.c."],
  ["CZ SK", "s.r.o.|s. r. o.|spol. s r.o.|spol. s r. o.|společnost s ručením omezeným"],
  ["CZ SK", "a.s.|a. s.|akciová společnost|akciová spoločnosť|v.o.s.|k.s."],
  ["HU", "Kft.|Kft|Korlátolt Felelősségű Társaság"],
  ["HU", "Zrt.|Zrt|Zártkörűen Működő Részvénytársaság"],
  ["HU", "Nyrt.|Nyrt|Nyilvánosan Működő Részvénytársaság|Rt."],
  ["HU", "Bt.|Bt|Betéti Társaság|Kkt.|E.V.|Egyéni Vállalkozó"],
  ["RO MD", "S.R.L.|SRL|S.C.|PFA|Societate cu răspundere limitată"],
  ["BG", "EOOD|OOD|EAD|AD|ЕООД|ООД|ЕАД|АД"],
  ["HR SI RS BA ME MK", "d.o.o.|d. o. o.|j.d.o.o.|DOOEL|društvo s ograničenom odgovornošću"],
  ["HR SI RS BA", "d.d.|a.d.|s.p."],
  ["GR CY", "A.E.|Α.Ε.|E.P.E.|Ε.Π.Ε.|I.K.E.|Ι.Κ.Ε.|O.E."],
  [
    "TR",
    "A.Ş.|AŞ|Anonim Şirketi|Ltd. Şti.|Limited Şirketi|San. ve Tic. Ltd. Şti.|San. ve Tic. A.Ş.",
  ],
  ["EE", "OÜ|Osaühing"],
  ["LV", "SIA"],
  ["LT", "UAB"],
  ["RU", "ООО|OOO|ЗАО|ZAO|ОАО|OAO|ПАО|PAO|АО|ИП"],
  ["UA", "ТОВ|TOV|ПрАТ|ПП|ФОП"],
  ["KZ", "ТОО|TOO"],
  ["AE", "FZE|FZ-LLC|FZCO|DMCC|FZ LLC"],
  ["JP", "K.K.|KK|G.K.|Kabushiki Kaisha|Godo Kaisha"],
  ["VN", "JSC|TNHH|CTCP"],
  ["EG SA", "S.A.E.|W.L.L.|WLL"],
];

/** Forms that stand in front of the name: `UAB Vilnius Data`, `ООО Альфа`. */
export const leadingForms: ReadonlySet<string> = new Set(
  "UAB|SIA|OÜ|ООО|OOO|ЗАО|ОАО|ПАО|АО|ИП|ТОВ|ТОО|TOO|PT|SARL|EURL|SCI|SASU|S.C.|C.V.|V.O.F.|Kft.|EOOD|ЕООД|ООД|ФОП".split(
    "|",
  ),
);

/** Forms that are written without a space, in front of the name or behind it. */
export const attachedForms =
  /株式会社|有限会社|合同会社|合資会社|一般社団法人|股份有限公司|有限责任公司|有限責任公司|有限公司|㈱|㈲|\(株\)|（株）|주식회사|유한회사|\(주\)|（주）|㈜/gu;

export const legalForms: readonly { countries: readonly string[]; spellings: readonly string[] }[] =
  written.map(([countries, spellings]) => ({
    countries: countries.split(" ").filter(Boolean),
    spellings: spellings.split("|"),
  }));

/** Words that say that several firms belong together, in front of a name or behind it. */
export const groupWords: ReadonlySet<string> = new Set(
  "group gruppe groupe grupo gruppo grupa groep gruppen koncern konzern csoport cegcsoport skupina holding holdings".split(
    " ",
  ),
);
