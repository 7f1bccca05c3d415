/** What business mail in this language speaks of whatever it is about; a star stands for the rest of a word. */
export const EVERYDAY_ES = `abogad* abril acta* acuerdo* adjunto* administración* agenda* agosto amig* anexo* anterior* anulación* apoyo*
archivo* aseguradora* asunto* atención* aviso* ayuda* año* banco* borrador* buen* bufete* calendario* calle* cambio*
cancelación* carta* casa* caso* certificado* charla* ciert* cita* ciudad* clar* cliente* comité* compañer* complet*
comprador* comprensión* comprobación* confianza* confirmación* consejo* consulta* contrato* conversación* copia*
correo* coste* cuenta* dato* decisión* degustación* derecho* deseo* despacho* detalle* devolución* diciembre dinero*
dirección* disculpa* disponible* doctor* documentación documento* domingo día* email* empresa* enero enlace* equipo*
exact* expediente* factura* familia* febrero fecha* festivo* fin* firma* forma* formulario* futuro* gente* gracias*
gran* habitación* hacienda* hija* hijo* honorarios hora* hueco* important* importe* impuesto* información* informe*
inicio* inquietud* inquilin* inscripción* instante* interés* invierno invitación* invitad* jueves juez* julio junio
justificante* juzgado* ley* list* lista* llamada* llegada* local* lugar* lunes madre* manera* marco* marido* martes
marzo mayo mañana* mejor* mensaje* menú* mes* minuto* mism* mitad* miércoles modificación* molestia* momento*
motivo* mujer* mutua* médic* necesari* necesidad* negocio* niñ* noche* nombre* nota* noviembre nuev* número*
ocasión* octubre oferta* oficina* opciones opción* opinión* original* otoño otr* paciencia* paciente* padre* pago*
papel* pareja* parte* paso* periodo* persona* período* petición* piso* plan* plazo* posibilidad* posible* precio*
pregunta* preocupación* preparación* presupuesto* prima* primavera primer* principio* problema* proceso* propietari*
propuesta* proyecto* próxim* punto* página* razones razón* recibo* recordatorio* respuesta* resultado* retraso*
reuniones reunión* revisión* rápid* salida* saludo* sección* seguimiento* seguro* semana* sencill* septiembre
servicio* sesiones sesión* señal* señor* señora* siguiente* situación* sociedad* socio* sol* solicitud* suma* sábado
tarde* tarifa* teléfono* tema* tiempo* toda* todo* trabajo* transferencia* tribunal* trimestre* trámite* vacaciones
valor* vecin* vencimiento* vendedor* verano versión* viaje* viernes visita* vivienda* web* últim* útil*`
