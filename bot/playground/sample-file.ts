/** A list as people have them: a line above the header, semicolons, German columns, and rows that are no leads. */
export const sampleFile = `\uFEFFMesse Rotterdam, Stand 4.12;;;;;
Firma;Webseite;Ansprechpartner;E-Mail;Telefon;Notizen
Northwind Traders;https://northwind.example;Ana Weber;ana.weber@northwind.example;+49 30 901820;wants a demo in May
"Fabrikam; Ltd";www.fabrikam.example;Samuel Okafor;s.okafor@fabrikam.example;+44 20 7946 0958;"asked for prices
and a visit"
Wingtip;wingtip.example;Sabine Kraus;sabine.kraus@wingtip.example;;
Adatum Bakery;adatum.example;Henry Marsh;henry@adatum.example;;=1+1
Litware;litware.example;Claire Fontaine;claire@litware.example;;
Spa Planner;spa.example;Femke Visser;femke@spa.example;;
;;Somebody;somebody@gmail.com;;no company on the card
Tailspin Lodges;;Erik Nilsen;erik(at)tailspin;;cannot read the address
Northwind Traders;https://northwind.example;Ana Weber;ana.weber@northwind.example;+49 30 901820;wants a demo in May
`.replaceAll("\n", "\r\n");
