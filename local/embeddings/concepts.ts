/** Beginnings of words, without accents, that mean one thing in English, German, French and Spanish business letters. */
const CONCEPTS = `
cost: cost price fee fees charge tariff kosten kostet preis honorar gebuhr prix frais tarif cout honorair precio coste cuesta honorario
payment: pay paid zahl bezahl uberweis paie payer paiement regl pago pagar abon
invoice: invoice bill rechnung factur
late: late overdue delay verspat verzug saumig retard tard impay atras demora vencid
deadline: deadline due frist stichtag delai echeanc plazo vencimient
notice: notice terminat kundig preavis resili preaviso rescis resolver
cancel: cancel absag abgesagt stornier annul anul cancela
lease: lease rent tenan miet bail loyer locat alquil arrend inquilin
deposit: deposit kaution caution depot fianza deposito
contract: contract agreement vertrag contrat convention acuerdo
appointment: appointment meeting session termin sitzung besprech rendez seance entretien cita sesion reunion
first: first initial erst premier primer inicial
document: document paper record unterlag dokument beleg piece justificat papel document comproban
tax: tax vat steuer impot tva fiscal impuest iva tribut
year: year annual jahr annee annuel ano anual
month: month monat mois mensuel mes mensual
week: week woche semaine semana
employee: employee staff worker mitarbeit arbeitnehm angestellt salari employe empleado trabajador
dismissal: dismiss redundan entlass licenci despid despido
inherit: inherit estate heir probate erbe erb nachlass heritag succession heriti herenc heredero sucesion
will: testament will
divorce: divorc scheidung separat trennung
child: child kind enfant hijo menor custody sorge
court: court judge lawsuit gericht klage tribunal juge demanda juez juzgado
appeal: appeal objection einspruch widerspruch berufung appel recours recurso apel alegacion
settlement: settlement mediat vergleich schlichtung transaction mediacion transaccion
confidential: confidential secre privacy vertraulich schweige geheim confidenti secret privacidad secreto
insurance: insur coverage versicher kasse assur mutuelle seguro asegur
emergency: emergency crisis urgent notfall krise dringend urgence crise urgent emergenc urgencia
therapy: therap counsel treatment therapie behandlung psych traitement terapia tratamiento
online: online remote video virtual distanc distancia
house: house flat apartment property home wohnung haus immobil maison appartement logement vivienda piso casa inmueble
sale: sell sale seller verkauf vente vend venta vender vendedor
purchase: buy buyer purchase kauf kaufer achat achet acquer compra comprador
viewing: viewing visit besichtig visite visita
broker: broker agent agency commission makler provision agence courtier inmobiliari comision agente
notary: notary notar notaire notario
repair: repair fix damage defect reparatur mangel schaden repar degat defaut averia dano
heating: heat utilit nebenkosten heiz chauff charges calefac suministro gastos
energy: energy energie energet energetic
mortgage: mortgage loan financ hypothek darlehen kredit finanz pret emprunt credit hipotec prestamo
bookkeep: bookkeep ledger accounting buchhalt buchfuhr comptab contabil
payroll: payroll wage salary payslip lohn gehalt salaire paie nomin sueldo
expense: expense mileage travel spesen reisekost fahrt frais deplacement kilomet gasto viaje kilomet dieta
receipt: receipt quittung beleg recu ticket recibo
keep: keep retain stor retention aufbewahr conserv guardar archiv
refund: refund reimburs erstatt ruckzahl rembours reembols devol
company: company firm business gmbh unternehm gesellschaft societe entreprise empresa sociedad
found: found incorporat register grund eintrag creation constitu immatricul registr
proposal: proposal quote offer estimate angebot vorschlag devis offre proposition propuesta oferta presupuest
project: project projekt projet proyecto
report: report bericht rapport informe
hours: hours opening offnung sprechzeit horair ouvert horario abiert
phone: phone call telefon anruf telephon appel llamada
language: language sprache langue idioma
parking: park stationn aparc
access: access wheelchair lift barriere rollstuhl aufzug accessib ascenseur fauteuil acces ascensor rueda
pet: pet dog cat haustier hund katze animal chien chat mascota perro gato
discount: discount reduc rabatt ermass nachlass remise descuent rebaja
minute: minute dauer minuten duree minuto duracion duration long
guarantee: guarant surety burg garant aval
key: key keys schlussel cle clef llave
complain: complain dissatisf beschwer reclam plainte queja
data: data daten donnee dato gdpr dsgvo rgpd
delete: delete erase losch efface suppr borrar elimin
power: proxy vollmacht procuration mandat poder apoder mandato
signature: sign signature unterschrift unterzeichn firma firmar
transfer: wire transfer uberweis virement transferenc
install: instalment installment raten echelon plazos fraccion
overtime: overtime uberstund heures extra
holiday: holiday vacation leave urlaub conge vacacion
sick: sick ill krank malad arret enferm baja
training: training workshop schulung fortbild formation atelier formacion taller
travel: trip reise voyage viaj
liability: liab haft responsab
intellectual: copyright intellectual licens urheber lizenz propriete licence propiedad intelectual
penalty: penalt fine strafe zuschlag bussgeld penalit amende majoration sancion multa recargo
interest: interest zins interet interes
freelance: freelanc selbstand freiberuf independant autonom
group: group gruppe groupe grupo
couple: couple paar pareja
medic: doctor gp medic arzt medecin ordonnanc medico receta
child2: school schule ecole escuela
garden: garden balcony garten balkon jardin terraz terrass
neighbour: neighbo noise nachbar larm ruhe voisin bruit vecin ruido
sublet: sublet untermiet sous-locat souslocat subarrend
renew: renew extend verlang prolong renouvel prorrog renov
survey: survey inspect gutachten sachverstand expertise diagnostic tasacion peritaj inspeccion
digital: software cloud portal upload digital logiciel televers programa subir
start: start begin beginn demarr commenc empez inicio
limit: limit cap maximum obergrenze hochst plafond tope maxim
`

const STARTS = CONCEPTS.trim()
  .split('\n')
  .map((line) => line.split(': '))
  .map(([concept = '', starts = '']) => ({ concept, starts: starts.split(' ').filter((start) => start.length > 2) }))

/** The concepts a folded word belongs to; in a compound also by its other half. */
export function conceptsIn(word: string): string[] {
  return STARTS.filter(({ starts }) =>
    starts.some((start) => word.startsWith(start) || (start.length > 4 && word.length > 9 && word.includes(start))),
  ).map(({ concept }) => concept)
}
