type Hit<Value> = { value: Value; quote: string };

const decides = words(
  "(?:I|we) (?:can |will |alone )?decide|(?:it is|it['’]s) my (?:decision|call)|I (?:have|hold) the budget|I (?:sign|approve) (?:it|off|the|all)\\b[^.!?\\n]{0,20}|I am the decision[- ]maker|ich entscheide|die entscheidung (?:liegt bei mir|treffe ich)|je (?:décide|suis décisionnaire)|c['’]est moi qui décide|la décision me revient|(?:yo )?decido yo|yo decido|la decisión es mía|la decisione spetta a me|decido io|ik beslis",
);
const othersDecide = words(
  "(?:my|our) (?:boss|manager|director|ceo|cfo|board|management|it department|procurement)[^.!?\\n]{0,20} (?:decides?|will decide|has to (?:approve|agree|sign)|must (?:approve|agree)|makes the decision)|(?:need|needs|waiting for) (?:the )?approval (?:of|from|by)|I (?:have to|need to|must) (?:ask|convince) my|I am (?:only|just) (?:collecting|gathering|researching)|(?:mein chef|meine chefin|die geschäftsführung|unser vorstand|der einkauf)[^.!?\\n]{0,25} (?:entscheidet|entscheiden|zustimmen|freigeben)|muss (?:ich )?(?:erst )?(?:intern|mit meinem chef) [^.!?\\n]{0,20}|mon (?:directeur|patron|chef)[^.!?\\n]{0,15} (?:décide|décidera|doit (?:valider|approuver))|(?:la )?direction (?:décide|décidera|doit valider)|(?:mi jefe|mi jefa|la dirección|gerencia)[^.!?\\n]{0,15} (?:decide|decidirá|tiene que aprobar|debe aprobar)|(?:il mio (?:capo|responsabile)|la direzione)[^.!?\\n]{0,15} (?:decide|deciderà|deve approvare)",
);

/** Who decides, where a text says so in so many words. Somebody who has to ask does not decide. */
export function decisionBy(text: string): Hit<"yes" | "no"> | null {
  const others = othersDecide.exec(text)?.[0];
  if (others) return { value: "no", quote: others };
  const own = decides.exec(text)?.[0];
  return own ? { value: "yes", quote: own } : null;
}

const introduces =
  /(?<![\p{L}\p{N}])(?:I am|I['’]m|ich bin|als|as|je suis|en tant que|soy|como|sono|in qualità di|ik ben)\s(?:[^\s.,;!?]+\s){0,2}?(?<title>\p{L}[^.,;!?\n]{2,50})/giu;

/** The titles a writer gives themselves: `I am the Head of Operations`. */
export function selfTitles(text: string): string[] {
  return [...text.matchAll(introduces)].map(([whole]) => whole.trim());
}

const name = "(?<name>\\p{Lu}[\\p{L}\\d]*(?:[.-]?\\p{L}+)*(?: \\p{Lu}[\\p{L}\\d]+){0,2})";
const using = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:[Ww]e|[Ii]) (?:currently |already |still )?(?:use|have|run|work with)|[Cc]urrently (?:on|with|using)|(?:[Ss]witch(?:ing)?|[Mm]ov(?:e|ing)|[Mm]igrat(?:e|ing)) (?:away )?from|[Rr]eplac(?:e|ing)|[Ii]nstead of|[Cc]ompar(?:e|ed|ing) (?:\\p{L}+ )?(?:with|to|against)|[Aa]lternative to|(?:[Aa]lso )?(?:evaluating|looking at|considering|talking to)|(?:[Ww]ir )?(?:nutzen|verwenden|haben|arbeiten mit)(?: (?:derzeit|aktuell|heute|bisher|bereits))?|(?:[Nn]utzen|[Vv]erwenden|[Hh]aben) wir(?: (?:derzeit|aktuell|heute|bisher|bereits))?|(?:[Ww]echsel(?:n)?|[Uu]mstieg) (?:weg )?von|[Vv]ergleichen (?:Sie |Euch |euch )?mit|[Aa]lternative zu|[Ss]tatt|(?:[Nn]ous )?(?:utilisons|avons|travaillons avec)(?: (?:actuellement|déjà|aujourd['’]hui))?|[Rr]emplacer|[Cc]omparons avec|[Aa]lternative à|(?:[Aa]ctualmente )?(?:usamos|utilizamos|tenemos|trabajamos con)|[Rr]eemplazar|[Cc]omparando con|[Aa]lternativa a|(?:[Aa]ttualmente )?(?:usiamo|utilizziamo|abbiamo|lavoriamo con)|[Ss]ostituire|[Cc]onfrontando con) ${name}`,
  "gu",
);
/** What everybody has is nobody's competitor; and German writes every noun like a name. */
const ordinary =
  /^(?:Excel|Google|Outlook|Word|Microsoft|Teams|Slack|SAP|ERP|CRM|WMS|TMS|API|IT|I|The|A|An|Our|Your|Es|Sie|Wir|Uns|Ein|Eine|Einen|Der|Die|Das|Tabellen|Papier|Standorte|Fahrer|Mitarbeiter|Kunden|Niederlassungen|Lager|Interesse|Fragen|Bedarf|Probleme|Disponenten|Fahrzeuge|Projekte|Angebote|Aufträge)(?![\p{L}])/u;

/** Products that a text says are used, replaced or compared. */
export function usedProducts(text: string): string[] {
  const found = [...text.matchAll(using)].flatMap(({ groups }) => groups?.name ?? []);
  return [...new Set(found.filter((product) => !ordinary.test(product)))];
}

const demanding = words(
  "(?:several|multiple|many) (?:sites|locations|countries|warehouses|subsidiaries|systems|entities)|(?:\\d{2,}|ten|twelve|twenty) (?:sites|locations|countries|warehouses|standorte|länder|lager|niederlassungen|sites|pays|entrepôts|sedes|países|almacenes|sedi|paesi|magazzini)|(?:integrat|connect)\\p{L}* (?:\\p{L}+ ){0,4}(?:SAP|ERP|CRM|WMS|TMS|API|Salesforce|Dynamics)|SSO|single sign-on|migration of|(?:mehrere|verschiedene) (?:standorte|länder|systeme|lager|niederlassungen)|schnittstellen?|anbindung an|plusieurs (?:sites|pays|entrepôts|systèmes|filiales)|(?:intégr|connect)\\p{L}* (?:\\p{L}+ ){0,4}(?:SAP|ERP|CRM|WMS|API)|(?:varias|varios|múltiples) (?:sedes|países|almacenes|sistemas|filiales)|(?:integra|conecta)\\p{L}* (?:\\p{L}+ ){0,4}(?:SAP|ERP|CRM|WMS|API)|(?:più|diverse|diversi) (?:sedi|paesi|magazzini|sistemi|filiali)|integra\\p{L}* (?:\\p{L}+ ){0,4}(?:SAP|ERP|CRM|WMS|API)",
);
const simple = words(
  "(?:nothing|not) (?:fancy|complicated|complex)|something (?:simple|small|basic)|(?:simple|basic|small) (?:tool|solution|setup|set-up|start)|only (?:a few|one|two|three|five) (?:users|people|seats)|just (?:a few|one|two|three|five|me)|out of the box|(?:ganz |etwas |eine )?einfache[sn]? (?:lösung|tool|einstieg)?|etwas einfaches|nur (?:ein paar|zwei|drei|fünf) (?:nutzer|leute|personen)|quelque chose de simple|(?:une )?(?:solution|outil) simple|algo (?:sencillo|simple|básico)|(?:una )?(?:solución|herramienta) (?:sencilla|simple)|qualcosa di semplice|(?:una )?soluzione semplice",
);

/** How much a text asks for, where it says so. */
export function levelBy(text: string): Hit<"low" | "medium"> | null {
  const much = demanding.exec(text)?.[0];
  if (much) return { value: "medium", quote: much.trim() };
  const little = simple.exec(text)?.[0];
  return little ? { value: "low", quote: little.trim() } : null;
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
