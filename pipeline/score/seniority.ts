/** Titles that may sign, in English, German, French, Spanish, Italian, Dutch and Hungarian. */
const decides = words(
  "c[efimort]o|cpo|ciso|chro|chief|founder|co-?founder|owner|president|s?vp|evp|vice president|head|director|managing (?:director|partner)|partner|geschäftsführer(?:in)?|geschäftsführung|\\p{L}*leiter(?:in)?|leitung|inhaber(?:in)?|vorstand|prokurist(?:in)?|gründer(?:in)?|direct(?:eur|rice)|gérante?|fondat(?:eur|rice)|présidente?|directora?|gerente|fundadora?|direttor[ei]|direttrice|titolare|fondat(?:ore|rice)|eigenaar|oprichter|bestuurder|ügyvezető|igazgató",
);

/** Titles that contain such a word and mean something else. */
const doesNot = words(
  "assistan\\w*|assistenz|office of|to the (?:ceo|coo|cfo|cto|board|director)|product owner|process owner|head chef|head (?:cook|nurse|gardener|coach|teacher|waiter)|art director|creative director|funeral director|partner manager|former|ex|intern|student\\w*|schichtleiter(?:in)?|bauleiter(?:in)?|projektleiter(?:in)?|filialleiter(?:in)?",
);

/** Whether somebody with this title probably decides about a purchase. */
export function isDecisionMaker(title: string | null): boolean {
  return title !== null && decides.test(title) && !doesNot.test(title);
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
