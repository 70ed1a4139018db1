/**
 * How people write who are no buyers, in English, German, French, Spanish, Hungarian, Italian,
 * Portuguese, Dutch and Polish. `surely` is enough by itself; of `perhaps`, two are needed.
 */
export type IntentWords = { surely: RegExp; perhaps: RegExp | null };

export const studentWords: IntentWords = anyOf({
  surely: [
    "i(?:['’]m| am) (?:(?:currently|just) )?(?:an? )?(?:[\\p{L}'’.-]+ ){0,4}(?:student|undergraduate|ph\\.?d candidate)(?! (?:housing|services|affairs|union|loan|advis|recruit|support))",
    "we(?:['’]re| are) (?:(?:a (?:small )?(?:group|team) of|two|three|four|five|both|all|\\d+) )?(?:(?:university|college|business|engineering|marketing|design|graduate|undergraduate|bachelor|master['’]?s?|phd|mba) )?students(?! (?:housing|services))|we(?:['’]re| are) a student (?:group|team)",
    "(?:for|on|in|writing) (?:my|our) (?:[\\p{L}'’-]+ ){0,2}(?:thesis|dissertation|coursework|homework|school project|university project|class project|term paper|semester project|capstone)",
    "ich (?:bin|studiere)[^.!?\\n]{0,30}(?:student(?:in)?|studierende[rn]?|an der (?:universität|hochschule|uni|fh|tu))",
    "ich studiere(?! (?:ihr|das|die|den|eur))",
    "(?:für|in|über|an|im rahmen|schreibe|schreiben|verfasse) (?:mein|unser)e[rmn]? (?:[\\p{L}-]+ ){0,2}(?:bachelor|master|abschluss|seminar|diplom|haus|doktor|fach|projekt)-?arbeit",
    "je suis (?:(?:actuellement|une?) )?(?:[\\p{L}'’-]+ ){0,2}étudiante?|(?:mon|pour un) mémoire(?: de (?:master|fin d['’]études|licence))?|dans le cadre de mes études|mon projet de fin d['’]études",
    "soy (?:(?:un|una) )?(?:[\\p{L}-]+ ){0,2}(?:estudiante|alumn[oa])|(?:mi|para mi) (?:tesis|trabajo (?:de )?fin de (?:grado|máster)|tfg|tfm)|estudio (?:en la universidad|ingeniería|marketing|derecho|empresariales)",
    "(?:hallgató|diák|egyetemista|főiskolás) vagyok|(?:a )?szakdolgozatom\\p{L}*|diplomamunkám\\p{L}*|szakdolgozatot írok|egyetemen tanulok",
    "sono (?:(?:uno|una) )?(?:student(?:e|essa)|laurean(?:do|da)|dottorand[oa])|(?:mia|la mia) tesi(?: di laurea)?|studio (?:all['’]università|economia|ingegneria)",
    "sou (?:(?:um|uma) )?(?:[\\p{L}-]+ )?(?:estudante|alun[oa])|meu (?:tcc|trabalho de conclusão)|minha (?:tese|dissertação|monografia)",
    "ik ben (?:(?:een|momenteel) )?(?:[\\p{L}0-9-]+ ){0,2}student(?:e)?|(?:voor|aan) mijn (?:scriptie|afstudeeropdracht|afstudeerscriptie|schoolproject|studie)",
    "jestem student(?:em|ką)|(?:moj(?:ej|ą)|do) prac(?:y|ę) (?:magisterskiej|licencjackiej|inżynierskiej|magisterską)|studiuję",
  ],
  perhaps: [],
});

export const jobWords: IntentWords = anyOf({
  surely: [
    "(?:i(?:['’]d| would| want| wish|['’]m| am)? (?:like |love |writing |here |interested )?(?:to |in )?(?:apply(?:ing)?|submit(?:ting)? (?:my|an) application)) (?:for|to)",
    "(?:my|find my|attached (?:is )?my|sending (?:you )?my) (?:updated )?(?:cv|resume|résumé|curriculum vitae)",
    "(?:are you|is your (?:team|company)) (?:currently )?hiring|(?:any|have) (?:open|vacant) (?:positions?|roles?|vacanc)|i(?:['’]m| am) (?:currently )?(?:looking|searching) for (?:an? )?(?:[\\p{L}-]+ ){0,3}(?:job|internship|position|role|employment)(?! (?:board|posting|software|management))",
    "(?:hiermit )?bewerbe ich mich|ich (?:möchte|würde) mich (?:[\\p{L} ]{0,30})bewerben|(?:meine|initiativ)-?bewerbung|(?:mein|anbei mein|meinen) lebenslauf|ich (?:bin auf der suche nach|suche) (?:[\\p{L}]+ ){0,3}(?:job|stelle|arbeitsstelle|praktikum|praktikumsplatz|ausbildungsplatz|werkstudentenstelle|anstellung)|(?:haben|gibt es)[^.!?\\n]{0,30}(?:offene|freie) stellen",
    "(?:ma|une|spontanée?) candidature|candidature spontanée|je (?:postule|souhaite postuler|me permets de postuler)|mon cv|je (?:suis à la recherche d['’]|recherche |cherche )(?:un |une )?(?:stage|emploi|alternance|poste|job)",
    "(?:mi|adjunto mi|adjunto) (?:currículum|curriculum|cv|hoja de vida)|busco (?:trabajo|empleo|prácticas)|(?:postularme|aplicar|me postulo|presentar mi candidatura) (?:al?|para|a la)|¿?(?:tienen|hay) (?:alguna )?vacantes?",
    "(?:az? )?önéletrajzom\\p{L}*|(?:jelentkez(?:em|nék|ni szeretnék)|pályáz(?:om|nék|ni szeretnék))[^.!?\\n]{0,60}(?:állás|pozíció|munkakör|gyakornok)\\p{L}*|(?:állást|munkát|gyakornoki helyet) keresek|van(?:-e)? (?:jelenleg )?(?:üres|nyitott|betöltetlen) (?:állás|pozíció)\\p{L}*",
    "(?:il )?mio (?:curriculum|cv)|(?:la )?mia candidatura|mi candido|cerco (?:lavoro|un lavoro|uno stage|un tirocinio)|(?:avete|ci sono) posizioni aperte",
    "(?:meu|segue meu) (?:currículo|cv)|(?:minha )?candidatura (?:à|a|para)|me candidatar|(?:procuro|busco) (?:emprego|trabalho|estágio|uma vaga)|(?:há|têm|tem) vagas",
    "(?:mijn )?(?:open )?sollicitatie|ik (?:solliciteer|wil solliciteren|zou graag (?:willen )?solliciteren)|mijn cv|ik (?:zoek|ben op zoek naar) (?:een )?(?:baan|stage|stageplek|bijbaan|werk)|(?:hebben jullie|zijn er) (?:nog )?vacatures",
    "(?:moje|swoje|załączam|przesyłam) cv|aplikuję|szukam (?:pracy|stażu|praktyk)|(?:moją )?aplikację na stanowisko|czy (?:są|macie) (?:wolne etaty|oferty pracy)",
  ],
  perhaps: [
    "job ?seeker|cover letter|anschreiben|lettre de motivation|carta de presentación|motivációs level\\p{L}*|lettera di presentazione|motivatiebrief|list motywacyjny",
    "years of experience|jahre (?:berufs)?erfahrung|ans d['’]expérience|años de experiencia|év tapasztalat\\p{L}*|anni di esperienza|jaar ervaring|lat doświadczenia",
    "internship|praktikum|prácticas|gyakornok\\p{L}*|tirocinio|estágio|staż",
  ],
});

export const pitchWords: IntentWords = anyOf({
  surely: [
    "guest posts?|guest blogg\\p{L}*|link[ -]building|backlinks?|do-?follow|sponsored (?:post|article)s?|link (?:insertion|exchange)|domain authority",
    "(?:rank|get you|put you|appear)[^.!?\\n]{0,40}(?:first page|page one|top) (?:of|on|in) google|increase (?:your )?(?:organic )?(?:website )?traffic|(?:improve|boost) your (?:seo|google|search)(?: \\p{L}+)? ?rankings?",
    "(?:we|i) (?:can )?(?:offer|provide|sell)(?: you)?[^.!?\\n]{0,40}(?:seo|web ?design|app development|lead lists?|email lists?|verified leads|outsourc\\p{L}*|offshore|virtual assistants?|staff augmentation)(?: services)?",
    "(?:buy|purchase) (?:our|this|a) (?:verified )?(?:email list|lead list|database of)|(?:attendee|attendees|contact) list of",
    "(?:gastbeitr[aä]g\\p{L}*|gastartikel|linkaufbau|linktausch|backlinks?) [^.!?\\n]{0,60}(?:ihre[rn]?|eure[rn]?)|(?:ihre|eure)[rn]? (?:website|webseite|homepage)[^.!?\\n]{0,60}(?:suchmaschinenoptimierung|seo|google[- ]ranking|auf seite (?:1|eins))|wir bieten ihnen[^.!?\\n]{0,60}(?:unsere dienst\\p{L}*|suchmaschinen\\p{L}*|seo|webdesign|leads|outsourcing|personaldienst)",
    "(?:nous (?:vous )?proposons|je vous propose)[^.!?\\n]{0,60}(?:nos services|mes services|référencement|seo|création de site|article invité|article sponsorisé|fichiers? (?:b2b|clients))|(?:référencement|seo)[^.!?\\n]{0,40}(?:de )?votre site",
    "(?:ofrecemos|le ofrezco|les ofrecemos|le ofrecemos)[^.!?\\n]{0,60}(?:nuestros servicios|servicios de|posicionamiento|seo|diseño web|bases de datos)|(?:posicionar|posicionamiento)[^.!?\\n]{0,40}(?:su|tu) (?:web|sitio|página)|artículos? patrocinados?",
    "(?:keresőoptimalizálás|seo)[^.!?\\n]{0,60}(?:önök|weboldaluk)\\p{L}*|(?:weboldaluk|honlapjuk)\\p{L}*[^.!?\\n]{0,60}(?:keresőoptimalizálás|google|látogatottság)\\p{L}*|(?:kínál(?:juk|nánk)|ajánl(?:juk|anánk))[^.!?\\n]{0,40}szolgáltatás\\p{L}*|vendégcikk\\p{L}*|linképítés\\p{L}*",
    "(?:vi|le) (?:offriamo|proponiamo)[^.!?\\n]{0,60}(?:i nostri servizi|servizi di|posizionamento|seo)|posizionamento[^.!?\\n]{0,40}vostro sito",
    "oferecemos[^.!?\\n]{0,60}(?:nossos serviços|serviços de|seo|otimização)|(?:seu|vosso) site[^.!?\\n]{0,50}(?:primeira página|google)",
    "wij bieden (?:u|jullie)[^.!?\\n]{0,60}(?:diensten|seo|zoekmachine|webdesign)|uw website[^.!?\\n]{0,60}(?:hoger in google|zoekmachine|seo)|gastblog\\p{L}*",
    "oferujemy (?:państwu )?[^.!?\\n]{0,60}(?:usługi|pozycjonowanie|seo)|pozycjonowani\\p{L}*[^.!?\\n]{0,40}(?:państwa|waszej) stron\\p{L}*|artykuł sponsorowany",
  ],
  perhaps: [
    "(?:i|we) (?:came across|found|noticed|visited|was (?:on|browsing)|checked out) your (?:web ?site|company|profile|page)|(?:ich bin|wir sind) auf ihre (?:website|webseite|firma)[^.!?\\n]{0,20}gestoßen|(?:en visitant|j['’]ai (?:visité|découvert)) votre site|(?:visitando|he visto|encontré) su (?:web|página|sitio)|(?:megnéztük|láttam|találtam)[^.!?\\n]{0,20}(?:weboldal|honlap)\\p{L}*",
    "companies like yours|businesses like yours|unternehmen wie ihres?|entreprises comme la vôtre|empresas como la (?:suya|tuya)|önökhöz hasonló cég\\p{L}*|help you (?:grow|scale|generate|get more|save|reduce|increase)",
    "(?:our|unsere|notre|nuestra|la nostra|nossa|onze|nasza) (?:agency|agentur|agence|agencia|agenzia|agência|bureau|agencja)",
    "(?:quick|brief|short|15[- ]minutes?|10[- ]minutes?) (?:call|chat|meeting)|are you the right person|who (?:handles|is in charge of|is responsible for)|kurzes (?:gespräch|telefonat)|un (?:bref|court) échange",
    "our (?:services|clients|developers|team of (?:developers|experts|engineers)|platform helps)|unsere (?:dienstleistungen|entwickler|kunden)|nos (?:services|clients)|nuestros (?:servicios|clientes|desarrolladores)|szolgáltatásaink\\p{L}*",
    "seo|web ?design|ppc|offshore|outsourcing|digital marketing|lead generation services?",
  ],
});

export const supportWords: IntentWords = anyOf({
  surely: [
    "(?:i|we) (?:can(?:no|['’])t|could(?: not|n['’]t)|am (?:un)?able to|are unable to) (?:[\\p{L}]+ )?(?:log ?in|sign in|access (?:my|our|the) (?:account|dashboard|workspace)|reset my)|(?:my|our) (?:login|password|account|subscription|licen[cs]e|workspace) (?:is|has|was|does|did|stopped|isn['’]t|doesn['’]t|keeps)|(?:forgot|reset|lost) (?:my|the) password|locked out",
    "(?:cancel|close|delete|terminate) (?:my|our) (?:account|subscription|plan|contract|membership)|(?:want|need|request|requesting|like) (?:a|my) refund|refund (?:for|of) my|charged (?:me |us )?twice|(?:wrong|incorrect|duplicate) (?:invoice|charge)|(?:my|our) (?:last |latest )?(?:invoice|order|bill)[^.!?\\n]{0,30}(?:wrong|incorrect|missing|not arrived|twice)",
    "(?:kann|können) (?:ich |wir )?(?:mich|uns) (?:[\\p{L}]+ ){0,4}nicht (?:mehr )?(?:anmelden|einloggen)|(?:mich|uns) nicht (?:mehr )?(?:anmelden|einloggen)|passwort (?:vergessen|zurücksetzen)|(?:mein|unser)e?n? (?:konto|zugang|account|abo|login|lizenz)[^.!?\\n]{0,30}(?:gesperrt|funktioniert|kündigen|löschen|abgelaufen)|(?:kündige|kündigen) (?:ich |wir )?(?:hiermit )?(?:meinen|unseren|mein|unser) (?:vertrag|abo|abonnement|konto)|rückerstattung|doppelt (?:abgebucht|berechnet)|(?:meine|unsere) (?:letzte )?rechnung[^.!?\\n]{0,30}(?:falsch|fehlt|stimmt nicht)",
    "(?:je n['’]arrive|nous n['’]arrivons|impossible de|je ne (?:peux|parviens)) (?:pas |plus )?(?:à )?(?:me|nous|de me)? ?(?:connecter|accéder à (?:mon|notre))|mot de passe (?:oublié|perdu)|réinitialiser mon mot de passe|(?:résilier|annuler) (?:mon|notre) (?:abonnement|contrat|compte)|(?:être|me faire) rembours\\p{L}+|un remboursement|(?:débité|facturé)s? deux fois|(?:ma|notre) (?:dernière )?facture[^.!?\\n]{0,30}(?:erreur|incorrecte|fausse|erronée)",
    "no (?:puedo|podemos|me deja|logro) (?:iniciar sesión|entrar|acceder|ingresar)|(?:olvidé|he olvidado|restablecer|recuperar) (?:mi|la) contraseña|(?:cancelar|dar de baja) (?:mi|nuestra) (?:suscripción|cuenta|plan)|(?:quiero|solicito|necesito)[^.!?\\n]{0,15}(?:reembolso|devolución)|(?:me|nos) (?:han )?cobra(?:do|ron) dos veces|(?:mi|nuestra) (?:última )?factura[^.!?\\n]{0,30}(?:incorrecta|error|equivocada|mal)",
    "nem (?:tudok|tudunk|sikerül) (?:be(?:jelentkez|lép)\\p{L}+)|elfelejtettem a jelszav\\p{L}+|(?:le)?mondan[iá][^.!?\\n]{0,20}(?:előfizetés|szerződés)\\p{L}*|(?:előfizetés|szerződés)\\p{L}*[^.!?\\n]{0,20}(?:lemond|felmond|megszüntet)\\p{L}*|visszatérítés\\p{L}*|kétszer (?:vont|terhel)\\p{L}*|(?:a )?számlám\\p{L}*[^.!?\\n]{0,30}(?:hibás|rossz|téves)|hol tudom letölteni a számlá\\p{L}+",
    "non (?:riesco|riusciamo) (?:più )?(?:a|ad) (?:accedere|entrare|fare il login)|password dimenticata|(?:disdire|cancellare) (?:il mio|il nostro|l['’]) ?abbonamento|(?:un|il) rimborso|addebitat[oi] due volte",
    "não (?:consigo|conseguimos) (?:acessar|aceder|entrar|fazer login)|esqueci (?:a )?minha senha|cancelar (?:minha|a minha|nossa) (?:assinatura|conta)|(?:um )?reembolso|cobrad[oa]s? duas vezes",
    "(?:kan|kunnen|lukt het)[^.!?\\n]{0,20}niet (?:meer )?(?:in ?te ?loggen|inloggen|aanmelden)|wachtwoord (?:vergeten|resetten)|(?:mijn|ons) (?:abonnement|account|contract) (?:opzeggen|annuleren)|(?:mijn )?geld terug|dubbel (?:afgeschreven|gefactureerd)",
    "nie mogę się zalogować|nie możemy się zalogować|zapomniał[ea]m hasła|(?:anulować|wypowiedzieć) (?:moją |naszą )?(?:subskrypcję|umowę)|zwrot pieniędzy|podwójnie (?:pobran|obciążon)\\p{L}*",
  ],
  perhaps: [
    "error (?:message|code|\\d{3})|fehlermeldung|message d['’]erreur|mensaje de error|hibaüzenet\\p{L}*|messaggio di errore|mensagem de erro|foutmelding|komunikat o błędzie",
    "(?:does(?:n['’]t| not)|stopped|isn['’]t|not) (?:work(?:ing)?|load(?:ing)?|sync\\p{L}*|send(?:ing)?)(?: (?:anymore|any more|since))?|funktioniert (?:\\p{L}+ ){0,2}nicht(?: mehr)?|ne (?:fonctionne|marche) (?:plus|pas)|no (?:funciona|carga)|nem működik|non funziona|não funciona|werkt niet(?: meer)?|nie działa",
    "since (?:the|your|yesterday['’]?s?|last) (?:update|upgrade|release)|seit (?:dem|gestern|ihrem)(?: letzten)? update|depuis la (?:dernière )?mise à jour|desde la (?:última )?actualización|frissítés óta|dall['’]ultimo aggiornamento|sinds de update",
    "(?:support )?ticket (?:number|no\\.?|#)|crash(?:es|ed|ing)|abgestürzt|stürzt ab|plante|se bloquea|összeomlik",
    "(?:my|our) (?:account|workspace|subscription|licen[cs]e|dashboard)|(?:mein|unser)e?[mn]? (?:konto|account|abo|lizenz)|(?:mon|notre) (?:compte|abonnement)|(?:mi|nuestra) (?:cuenta|suscripción)|(?:a )?fiók(?:om|unk)\\p{L}*",
    "(?:i|we)(?:['’]m| am| are|['’]re) (?:an? )?(?:existing |paying )?customers?|als (?:bestands)?kunde|customer (?:id|number)|kundennummer|en tant que client|soy cliente|ügyfélszám\\p{L}*",
  ],
});

/** Somebody who asks for these is a buyer, whatever else they complain about. */
export const buyingWords = only([
  "pricing|price list|quote|quotation|demo|free trial|trial|proposal|evaluat\\p{L}+|switch(?:ing)? (?:from|to)|replace(?:ment)?|looking for (?:a|an|some|new) (?:\\p{L}+ ){0,2}(?:tool|solution|software|system|platform|provider|vendor)",
  "angebot|preisliste|vorführung|testzugang|kostenvoranschlag|(?:neue[nrs]?|eine) (?:lösung|software)|devis|tarifs?|démonstration|essai gratuit|presupuesto|cotización|demostración|prueba gratuita|árajánlat\\p{L}*|ajánlatot|bemutató\\p{L}*|próbaidőszak\\p{L}*|preventivo|dimostrazione|orçamento|demonstração|offerte|proefversie|ofert[ęay]|wycen[ęay]",
]);

function anyOf(words: { surely: string[]; perhaps: string[] }): IntentWords {
  const perhaps = words.perhaps.length > 0 ? only(words.perhaps) : null;
  return { surely: only(words.surely), perhaps };
}

function only(alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}
