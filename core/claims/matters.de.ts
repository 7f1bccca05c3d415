import type { Matter } from './matters.en.ts'

/** The same matters in German. A star stands for the rest of a word, before it as well as behind it. */
export const MATTERS_DE: Record<Matter, string> = {
  separation: 'scheidung*|ehescheidung*|geschieden*|scheiden|trennung*|trennungs*|getrennt leb*',
  custody: 'sorgerecht*|umgangsrecht*|umgangsregelung*|wechselmodell|aufenthaltsbestimmung*',
  maintenance: 'unterhalt|*unterhalts*|kindesunterhalt*|ehegattenunterhalt*',
  paternity: 'vaterschaft*',
  adoption: 'adoption*|adoptier*',
  marriage_contract: 'ehevertrag*|ehevertrags|gütertrennung*',
  guardianship: 'vormundschaft*|betreuungsverf*|vorsorgevollmacht*|generalvollmacht*',
  violence: 'häusliche* gewalt|gewaltschutz*|näherungsverbot*|stalking|stalker*|nachstellung*',
  inheritance:
    '*erbschaft*|erbe|erben|erbin|erbinnen|erbstreit*|erbauseinander*|erbengemeinschaft*|nachlass*|testament*|pflichtteil*|enterb*|erblass*|erbschein*',
  dispute: '*streit|*streits|*streites|*streitigkeit*|streitfall*|zwist',
  lawsuit:
    '*klage|*klagen|verklag*|(?:arbeits(?:gerichts)?|bau|erb|gerichts|miet|scheidungs|schadenersatz|schadensersatz|sorgerechts|straf|verwaltungs|zivil)?prozess(?:es|e|kosten)?|gerichtsverfahren*|rechtsstreit*|schiedsverfahren*',
  hearing: 'gerichtstermin*|verhandlungstermin*|hauptverhandlung*',
  injunction: 'abgemahnt*|einstweilige* verfügung*|unterlassung*|abmahn*',
  mediation: 'mediation*',
  defamation: 'verleumd*|üble* nachrede|rufmord*|beleidigungs*',
  prosecution:
    'strafverf*|straftat*|strafanzeige*|strafsache*|anklage*|angeklag*|ermittlungsverf*|festnahme*|festgenommen|untersuchungshaft|vorstrafe*|strafbefehl*',
  assault: '*körperverletzung*',
  theft: '*diebstahl*|gestohlen*|einbruch*|unterschlag*|veruntreu*',
  fraud:
    '(?:abrechnungs|anlage|internet|kredit|online|sozial|steuer|subventions|versicherungs|waren)betrug|(?<=(?:de[nmrs]|ein|einen|wegen|von|um|auf|ihr|ihren|sein|seinen) )betrug|*betrugs*|betrogen*|urkundenfälsch*',
  driving: 'trunkenheit*|alkohol am steuer|fahrverbot*|führerscheinentzug*|mpu|geschwindigkeitsübertret*|geblitzt',
  dismissal:
    '*kündigung(?:sschutz*)? (?:durch|ihres|deines|seines|ihrer|der) (?:arbeit|stelle)*|kündigungsschutz*|entlassung*|entlassen|abfindung*|gekündigt worden|arbeitsplatzverlust*',
  harassment: '*belästig*|mobbing*',
  discrimination: 'diskriminier*|benachteiligung*',
  bankruptcy: '*insolvenz*|konkurs*|pleite|liquidation*',
  debts:
    '(?:bank|miet|spiel|steuer|privat)?schulden|überschuld*|pfändung*|gepfändet*|gerichtsvollzieh*|inkasso*|mietrückst*|zahlungsrückst*',
  immigration:
    'asyl*|abschieb*|aufenthaltstitel*|aufenthaltserlaubnis*|arbeitserlaubnis*|visum|visa(?!-?(?:karte|zahlung|card))|einbürgerung*',
  eviction:
    'räumung*|zwangsräum*|kündigung (?:ihrer|der|deiner|seiner) wohnung|eigenbedarf*|wohnungskündig*|mietkündig*',
  rent: 'mieterhöhung*|mietminderung*|untermiet*|untervermiet*',
  accident: '*unfall|*unfalls|*unfalles|*unfälle*|schleudertrauma*',
  malpractice: 'behandlungsfehler*|kunstfehler*|arzthaftung*',
  trademark: 'markenrecht*|markenanmeld*|patent*|urheberrecht*|markenverletz*|lizenzstreit*',
  boundary: 'grenzstreit*|grenzverlauf*|grundstücksgrenze*|wegerecht*|überbau|nachbarstreit*|nachbarschaftsstreit*',
  building: 'baugenehmigung*|bauantrag*|baumangel|baumängel*|abriss*',
  foreclosure: 'zwangsversteiger*|notverkauf*',
  water: '*wasserschaden*|*wasserschäden*|rohrbruch*|undicht*|*leck',
  mould: 'schimmel*|feuchtigkeit*|feuchte wände',
  roof: 'dach|dachs|daches|dachstuhl*|dachsanier*|dachschad*|dachausbau*|dachreparatur*',
  renovation: '*sanierung*|renovier*|*umbau|*umbaus|*anbau|küchenumbau*',
  audit: 'betriebsprüf*|steuerprüf*|außenprüf*|aussenprüf*|sonderprüf*|lohnsteuerprüf*',
  tax_evasion:
    'steuerhinterzieh*|steuerstraf*|selbstanzeige*|schwarzgeld*|nicht erklärte* einkünfte*|auslandskonto*|auslandskonten',
  write_off: 'forderungsausfall*|abschreibung auf forderung*',
  merger: 'fusion*|übernahme (?:der|des|ihres|ihrer) *|firmenübernahme*|verschmelzung*|unternehmenskauf*',
  succession:
    '*nachfolge|*nachfolger*|*nachfolgeregelung*|nachfolgefrage*|firmenverkauf*|unternehmensverkauf*|betriebsübergabe*|praxisverkauf*|praxisübergabe*|verkauf (?:ihres|ihrer|der|des) (?:firma|betriebs?|unternehmens|praxis)',
  restructuring:
    'kurzarbeit*|umstrukturier*|restrukturier*|stellenabbau*|standortschließ*|werksschließ*|personalabbau*',
  funding: 'finanzierungsrunde*|wagniskapital*|börsengang*|investorenrunde*',
  partners: 'gesellschafterstreit*|mitgründer*|gesellschafterwechsel*',
  breach: 'datenpanne*|datenleck*|hackerangriff*|cyberangriff*|erpressungssoftware|gehackt*',
  depression: 'depress*|antidepress*|schwermut',
  anxiety: 'angststör*|angstzust*|*ängste|*ängsten|panik*|phobi*|*angst',
  trauma: 'trauma|traumat*|belastungsstör*|flashback*',
  addiction:
    '(?:alkohol|drogen|ess|fett|internet|kauf|mager|medikamenten|nikotin|online|pornografie|sex|spiel|tabletten)?sucht|sucht(?:erkrank|berat|problem|klinik|mittel|therap)*|alkohol*|trinkproblem*|rückfall*|entzug*|spielsucht*|abhängigkeit*|süchtig*|trocken bleiben',
  suicide: 'suizid*|selbstmord*|selbstverletz*|lebensmüde|ritzen',
  eating: 'essstör*|magersucht*|bulimi*|anorexi*|essanfäll*',
  adhd: 'adhs|autis*|asperger*',
  psychosis: 'bipolar*|psychos*|psychot*|schizo*|manisch*|manie',
  burnout: 'burn-?out*|erschöpfung*',
  grief: 'trauer*|verstorben*|todesfall*|(?:tod|verlust) (?:ihre|deine|seine)[rs]',
  pregnancy:
    'ein kind erwart*|erwarten ein kind|schwanger*|fehlgeburt*|abtreibung*|kinderwunsch*|unfruchtbar*|totgeburt*|wochenbett*|künstliche* befruchtung',
  abuse: 'missbrauch*|misshandl*',
  insomnia: 'schlaflos*|schlafstör*|schlafproblem*|alpträum*|albträum*|albtraum*',
  compulsion: 'zwangsstör*|zwangsgedank*|zwänge|waschzwang*',
  couple: 'paartherap*|paarberat*|paarsitzung*|eheberat*|eheprobleme*|ehekrise*',
  affair: 'betrogen worden|fremdgegang*|affäre*|seitensprung*|fremdgeh*|fremdgegang*|untreu*|ehebruch*',
  identity: 'coming-?out|transition*|geschlechtsidentit*|geschlechtsangleich*|sexuelle* orientierung',
  diagnosis: '*diagnose*|diagnostiziert*',
  cancer: '*krebs|krebs*|tumor*|chemo*|leukämi*|biopsi*|metasta*',
  operation: '(?!ko)*operation|(?!ko)*operationen|operiert*|kniearthros*|eingriff an *',
  infection: 'hiv|hepatitis|geschlechtskrank*',
  decline: 'demenz*|alzheimer*|schlaganfall*|herzinfarkt*|parkinson*',
  wedding: '*hochzeit*|trauung*|braut*|polterabend*|verlobung*',
  funeral: 'beerdigung*|bestattung*|beisetzung*|trauerfeier*|einäscher*',
  tooth: 'wurzelbehandl*|wurzelkanal*|zahnkrone*|krone|prothese*|zahnspange*|weisheitsz*|implantat*',
}
