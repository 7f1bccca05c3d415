/** What business mail in this language speaks of whatever it is about; a star stands for the rest of a word. */
export const EVERYDAY_DE = `abend* ablauf* abreise* absage* abschnitt* absprache* adresse* akte* amt* anfang* anfrage* angabe* angebot*
angelegenheit* anhang* ankunft* anlage* anliegen* anruf* anschrift* antwort* anwalt* anwält* anzahlung* april
arbeit* arzt* attest* aufmerksamkeit* auftrag* aufträge* august auskunft* auskünfte* bank* bedarf* beginn*
begleitung* behörde* beleg* beratung* bericht* bescheid* bescheinigung* besprechung* bestätigung* besuch* betrag*
betreff* betrieb* beträge* bitte* brief* büro* damen* dank* daten datum* dezember dienstag* dokument* donnerstag*
e-mail* eigentümer* eingang* einladung* einzelheit* ende* entscheidung* entwurf* entwürfe* ergebnis* erstattung*
erstgespräch* fall* familie* februar feiertag* finanzamt* firma* formular* fortgang* frage* frau* freitag* freund*
frist* frühjahr* frühling* fälle* gast* gebühr* geduld* gefühl* geld* gelegenheit* gericht* gesetz* gespräch* glück*
grund* gruß* gründe* grüße* gäste* haus* herbst* herr* herren* hilfe* hinweis* honorar* hälfte* information*
interesse* jahr* januar juli juni kalender* kanzlei* kind* klient* kolleg* kontakt* konto* kopie* kosten*
krankenkasse* kund* käufer* laufende* leistung* leute* link* liste* mai mail* mandant* mann* meinung* mieter*
minute* mittwoch* moment* monat* montag* morgen* mutter* märz möglichkeit* mühe* nachbar* nachmittag* nachricht*
name* notiz* november nummer* oktober original* ort* papier* partner* patient* person* plan* pläne* police* praxis*
preis* problem* projekt* prüfung* punkt* rahmen* rat* rate* raum* rechnung* recht* regel* reise* richter* ruhe*
räume* rückfrage* rückmeldung* sache* samstag* schreiben* schritt* seite* selbstbeteiligung* september situation*
sitzung* sohn* sommer* sonntag* sorge* speisekarte* stadt* stand* steuer* stornierung* straße* stunde* summe* tag*
team* teil* teilnahme* telefon* termin* thema* themen* tochter* treffen* uhr* umstand* umstände* unannehmlichkeit*
unterlagen* unternehmen* unterschrift* unterstützung* urlaub* vater* vereinbarung* verfahren* verkäufer* vermieter*
versicherung* version* verspätung* verständnis* vertrag* vertrauen* verträge* verzögerung* viertel* vorab* voraus*
vorbereitung* vorgehen* vormittag* vorschlag* vorschläge* website* weg* weitere* wert* winter* woche* wochenende*
wohnung* wunsch* wünsche* zahlung* zeit* zeitpunkt* zeitraum* zimmer* zukunft* zusage* zusammenhang* änderung* ärzt*
überblick* übersicht* überweisung*`
