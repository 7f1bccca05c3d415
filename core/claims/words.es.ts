import { MATTERS_ES } from './matters.es.ts'
import type { Words } from './words.ts'

export const ES: Words = {
  months: [
    'enero|ene\\.?',
    'febrero|feb\\.?',
    'marzo',
    'abril|abr\\.?',
    'mayo',
    'junio',
    'julio',
    'agosto|ago\\.?',
    'septiembre|setiembre|sept?\\.?',
    'octubre|oct\\.?',
    'noviembre|nov\\.?',
    'diciembre|dic\\.?',
  ],
  weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados?', 'domingos?'],
  numbers: {
    ...{ dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12 },
    ...{ trece: 13, catorce: 14, quince: 15, dieciséis: 16, diecisiete: 17, dieciocho: 18, diecinueve: 19, veinte: 20 },
    ...{ veinticuatro: 24, veinticinco: 25, treinta: 30, cuarenta: 40, 'cuarenta y cinco': 45, cincuenta: 50 },
    ...{ sesenta: 60, setenta: 70, ochenta: 80, noventa: 90, cien: 100, doscientos: 200, trescientos: 300 },
    ...{ quinientos: 500, mil: 1000, 'dos mil': 2000 },
  },
  commaDecimals: true,
  days: {
    'pasado mañana': 2,
    '(?<!(?:la|esta|las|una) )(?<!\\d )mañana': 1,
    hoy: 0,
    'esta tarde': 0,
    'esta mañana': 0,
    anteayer: -2,
    ayer: -1,
  },
  weeks: { 'próxima semana|semana que viene|semana próxima': 1, 'esta semana': 0, 'semana pasada': -1 },
  monthsAway: { 'próximo mes|mes que viene|mes próximo': 1, 'este mes': 0, 'mes pasado': -1 },
  past: 'pasado',
  next: 'próximo|este|que viene',
  of: 'de|del',
  ordinal: 'º|°|ro',
  monthFirst: false,
  times: [
    '(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))?(?:\\s?h(?:oras)?\\b\\.?)?\\s?(?:de la )?(?<p>(?<=de la )(?:mañana|tarde|noche)|[ap]\\. ?m\\.|[ap]m\\b)',
    '(?<h>\\d{1,2})[:.](?<m>[0-5]\\d)(?:\\s?(?:h|horas)(?!\\p{L}))?',
    '(?<h>\\d{1,2})\\s?h(?![\\p{L}\\d])',
    '(?<=las )(?<h>\\d{1,2})(?!\\d|[.,:/%-]\\d|\\s?(?:%|€|\\p{L}{3,}))',
  ],
  timeWords: { mediodía: '12:00', medianoche: '00:00', 'las diez': '10:00', 'las nueve': '09:00', 'las once': '11:00' },
  units: {
    min: 'minutos?|min\\.?',
    h: 'horas?|h',
    d: 'días?(?: naturales)?|noches?',
    wd: 'días? (?:hábil(?:es)?|laborables?)',
    w: 'semanas?',
    mo: 'mes(?:es)?',
    y: 'años?',
  },
  to: 'a|o',
  durations: {
    'media hora': '30 min',
    'hora y media': '90 min',
    'una hora': '60 min',
    'una semana': '7 d',
    'un mes': '1 mo',
    'un año': '12 mo',
    'un día': '1 d',
    'un cuarto de hora': '15 min',
  },
  percent: 'por ciento',
  currencies: { euros: 'EUR', euro: 'EUR', dólares: 'USD', libras: 'GBP', francos: 'CHF', pesos: 'MXN' },
  millions: { millones: 1e6, millón: 1e6, mil: 1000 },
  uncounted: 'preguntas?|puntos?|cosas|opciones|dudas|aclaraciones|formas|palabras|comentarios',
  references:
    'factura|expediente|asunto|referencia|ref\\.?|contrato|póliza|pedido|presupuesto|siniestro|cliente|lote|despacho|sala|piso|formulario|artículo|número|modelo|cuenta|recibo|autos|finca',
  streets:
    /(?<![\p{L}\p{N}])(?:Calle|calle|C\/|Avenida|avenida|Avda\.|Av\.|Plaza|plaza|Paseo|paseo|Carrer|Ronda|ronda|Camino|camino|Travesía|Gran Vía)(?: (?:de|del|la|las|los|el))*(?: \p{Lu}[\p{L}'’-]{1,30}){0,4}(?:(?: (?:de|del|la|y))+ \p{Lu}[\p{L}'’-]{1,30}){0,2},? (?:n\.?[º°] ?|núm\. ?)?\d{1,4}(?!\d|[.:]\d)/gu,
  titles: 'sr sr. sra sra. srta srta. señor señora don doña d. dña. dr dr. dra dra. doctor doctora profesor profesora',
  roles:
    'despacho notaría gestoría inmobiliaria clínica juzgado banco ayuntamiento abogado abogada notario notaria compañero compañera colega procurador procuradora asesoría',
  plainWords: `buenos buenas días tardes noches estimado estimada estimados querido querida hola gracias saludos saludo
cordial cordiales atentamente un una unos unas el la los las lo este esta estos estas ese esa eso mi mis su sus tu tus
nuestro nuestra nuestros nuestras yo usted ustedes él ella ellos nosotros y e o u pero porque si cuando como que quien
donde en de del al a con sin por para desde hasta entre hacia según sobre tras durante antes después sí no ni también
aún ya aquí allí todo toda todos todas cada algún alguna ningún ninguna adjunto adjunta puede puedo podemos le les me
nos se quedo quedamos muchas mucho muy bien perfecto entendido lamentablemente además asimismo respecto conforme
confirmo confirmamos recibido internet navidad whatsapp zoom pdf iva irpf nif sl sa slu españa europa estado código
agencia tributaria seguridad social hacienda ley real decreto reciba un cordial feliz año nuevo por favor lunes martes
miércoles jueves viernes sábado domingo hoy mañana ayer siento disculpe tal actualmente finalmente primero segundo
dicho solo sólo registro mercantil propiedad`,
  nounsCapitalised: false,
  promises: [
    '(?<!\\p{L})(?:(?:le|les|lo|la|los|las|se lo|se la|me|nos|te) ){0,2}\\p{L}{2,20}(?:aré|eré|iré|dré|aremos|eremos|iremos|dremos)(?!\\p{L})',
    '(?<!\\p{L})(?:le|les) (?:envío|enviamos|remito|remitimos|mando|mandamos|adjunto|adjuntamos|reservo|reservamos|devolvemos|llamo|llamamos)(?!\\p{L})',
    '(?<!\\p{L})(?:(?:recibirá|obtendrá|cobrará)n?|usted tendrá)(?!\\p{L})',
    '(?<!\\p{L})(?:garantiz|promet|me comprometo|nos comprometemos|le aseguro|gratuit|gratis|sin coste)',
    '(?<!\\p{L})(?:adjunto|adjunta|adjuntos|adjuntamos|se adjunta)(?!\\p{L})',
    '(?<!\\p{L})(?:(?:ya )?(?:le |les )?(?:he|hemos)) (?:adjuntado|enviado|reservado|presentado|remitido|pagado|cancelado|firmado|concertado|programado|solicitado|inscrito|bloqueado)(?!\\p{L})',
    '(?<!\\p{L})(?:voy|vamos) a \\p{L}{3,20}(?:ar|er|ir)(?!\\p{L})',
  ],
  courtesies:
    'est(?:aré|aremos) encantad|será un placer|quedar(?:é|emos) a (?:su|la espera)|necesitar(?:é|emos)|tendr(?:é|emos) que|atenderé con gusto|esperaré|esperaremos',
  stopWords:
    'el la los las de del y que en un una por para con su sus se no es le les lo al como más pero o si ya muy gracias saludos estimado estimada usted nos mi me ha han he son está están este esta sobre sin hasta desde cuando también todo todos buenos buenas días fue ser hay puede podemos',
  terms: '(?<!\\p{L})(?:cuestan?|costará|precios?|tarifas?|honorarios|sigue siendo|descuentos?|rebajas?)(?!\\p{L})',
  concessions:
    '(?<!\\p{L})(?:gratis|gratuit[oa]s?|gratuitamente|sin (?:coste|cargo)|descuento (?:sigue|se mantiene|vale))(?!\\p{L})',
  matters: MATTERS_ES,
  articles: 'el|la|los|las|del',
  possessives: 'sus?|tus?|vuestr[oa]s?|usted (?:esta|ha sido)|(?:le|te) han',
  otherClients:
    'otr(?:o|a|os|as) (?:[a-zß]+ )?(?:client*|pacient*|casos?|asuntos?|expedientes?)|(?<=(?:con|para|de|a|como) )otr[ao]s? (?:[a-zß]+ )?(?:parejas?|familias?)|un[oa]? de (?:mis|nuestr[oa]s)(?: otr[oa]s)? (?:client*|pacient*|casos|asuntos)|(?<=(?:con|para|de|a) )otra persona|que (?:llevo|llevamos|atiendo|atendemos|acompano|acompanamos) |un[a]? (?:client|pacient)[ea] (?:que|a la que|al que)',
  discretion:
    '(?<!\\p{L})(?:deci\\p{L}*|dig\\p{L}*|habl\\p{L}*|coment\\p{L}*|revel\\p{L}*|compart\\p{L}*|comunic\\p{L}*|mencion\\p{L}*|cont(?:ar|arle|arte)|inform\\p{L}*|detalles?|datos|confidencial\\p{L}*)',
  refusals: '\\b(?:no|nada|nunca|sin|ningun\\p{L}*|confidencial\\p{L}*|ni)\\b',
}
