/** Words of organisations, departments and job titles that nobody is called, in lower case. */
export const organisationWords: ReadonlySet<string> = new Set(
  `
  hospital museum university college school institute academy clinic clinics hotel restaurant bakery
  group team department division services service solutions systems technologies software consulting
  logistics foods energy insurance studio studios design media marketing digital labs laboratory
  ventures capital holdings international global community foundation society association council
  ministry committee board office management development support business program project quality
  research analytics senior junior associate staff former regional technical medical general deputy
  vice executive financial corporate human resources national federal city public company traders
  roasters freight fitness photography pottery roofing plumbing organics analytics instruments
  bäckerei gärtnerei autohaus stadtwerke klinik praxis kanzlei büro schule hochschule universität
  verein gesellschaft werke fabrik handwerk pflege treuhand maschinenbau elektrotechnik abteilung
  boulangerie atelier ateliers société groupe mutuelle mairie école université clinique coopérative
  cabinet agence direction service
  clínica clínicas grupo bodegas estudio universidad panadería ferretería departamento colegio escuela
  empresa aceros textiles hospital
  iroda óvoda iskola egyetem étterem borház pékség szálloda kórház osztály
  cantina officine università azienda scuola tessuti
  padaria universidade escola vinhos
  bakkerij universiteit zorggroep gemeente ziekenhuis
  gabinet kancelaria uniwersytet szkoła szpital
  `
    .trim()
    .split(/\s+/),
);
