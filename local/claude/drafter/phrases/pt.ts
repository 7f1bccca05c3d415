import type { Phrases } from './wording.ts'

export const pt: Phrases = {
  greet: { first: (name) => `Olá, ${name},`, full: (name) => `Bom dia, ${name},`, bare: 'Bom dia,' },
  quote: (text) => `“${text}”`,
  thanks: [
    'Agradeço a sua mensagem.',
    'Agradeço o seu contacto.',
    'Agradeço o seu e-mail e a clareza com que expõe o assunto.',
  ],
  again: ['Agradeço a sua resposta.', 'Agradeço o retorno.', 'Agradeço que tenha voltado a este assunto.'],
  sorry: [
    'Lamento o sucedido e compreendo o seu descontentamento.',
    'Compreendo que seja frustrante e lamento. Agradeço a franqueza.',
  ],
  noted: {
    figures: ['Anotei as datas e os valores que indica.', 'Tomo nota dos dados que me dá.'],
    attachment: ['Agradeço o anexo, que vou ler com atenção.', 'Tenho o anexo e vou analisá-lo.'],
  },
  about: (subject) => `Agradeço a sua mensagem sobre: ${subject}.`,
  lead: ['Eis o que se aplica:', 'Posso responder já:', 'Em resumo:'],
  on: { price: 'Sobre o custo:', time: 'Sobre os prazos:', meeting: 'Sobre a reunião:', other: 'Sobre o outro ponto:' },
  own: ['Como referi anteriormente:', 'Repito o que escrevi antes:'],
  theirs: (quote) => `Da sua mensagem anterior anotei: ${quote}`,
  records: (quote) => `A nossa informação sobre isto diz: ${quote}`,
  asked: (quote) => `À sua pergunta ${quote}`,
  together: [
    (quotes) => `Há vários pontos que quero verificar bem antes de responder: ${quotes}`,
    (quotes) => `Prefiro não responder à pressa a estas perguntas: ${quotes} Vou vê-las uma a uma e volto a escrever.`,
  ],
  unknown: {
    price: [
      'Quanto ao custo, prefiro indicar um valor seguro a uma estimativa; faço as contas e envio-lho.',
      'Não quero indicar um preço ao acaso: verifico o que se aplica e confirmo por escrito.',
    ],
    time: [
      'Quanto à data, preciso de consultar primeiro o processo; depois dou uma resposta firme.',
      'Prefiro não indicar uma data antes de ter a certeza. Verifico e confirmo.',
    ],
    meeting: [
      'Podemos falar com todo o gosto. Consulto a agenda e escrevo com um horário.',
      'Parece-me útil conversarmos. Vejo a agenda e confirmo o que é possível.',
    ],
    document: [
      'Procuro o documento, verifico se é a versão atual e envio-o.',
      'Reúno a documentação e faço-a chegar logo que a tenha comigo.',
    ],
    review: [
      'Vou analisar com atenção e envio depois os meus comentários.',
      'Primeiro leio com cuidado e depois escrevo com a minha opinião.',
    ],
    status: [
      'Vou apurar em que ponto está o assunto e dou notícias.',
      'Verifico a situação atual e informo logo que a conheça.',
    ],
    confirm: ['Verifico do nosso lado e depois confirmo.', 'Vou verificar primeiro; a confirmação segue depois.'],
    question: [
      'Quero verificar bem antes de responder e volto a escrever sobre isto.',
      'Merece uma resposta precisa em vez de rápida. Vou informar-me e dou notícias.',
    ],
    request: [
      'Tomei nota do pedido; verifico o que é necessário e volto a escrever.',
      'Trato disso e informo logo que tenha verificado os pormenores.',
    ],
  },
  open: ['Volto a escrever sobre todos os pontos em aberto.', 'Sobre o que falta esclarecer, darei notícias.'],
  acknowledge: [
    'Li tudo com atenção e juntei ao processo. Por agora não é preciso fazer mais nada.',
    'Fica anotado e terei isto em conta daqui em diante.',
  ],
  welcome: ['De nada, foi um prazer ajudar.', 'Fico contente por ter sido útil e agradeço as suas palavras.'],
  decline: [
    'Depois de refletir, infelizmente não posso assumir este assunto, e prefiro dizê-lo já.',
    'Infelizmente não me é possível ajudar neste momento. Espero que encontre em breve o apoio certo.',
  ],
  propose: [
    'Posso propor uma chamada breve? Indique dois ou três momentos convenientes e confirmo um deles.',
    'Sugiro falarmos por telefone. Que horas do dia são mais convenientes? Confirmo depois uma delas.',
  ],
  closing: [
    'Se entretanto surgir mais alguma coisa, basta escrever.',
    'Fico à disposição para qualquer esclarecimento.',
    'Se me escapou algo, agradeço que me diga.',
  ],
  signOff: 'Com os melhores cumprimentos',
  missing: (name, quote) => `O que devo responder a ${name || 'quem escreve'} sobre isto: ${quote}`,
}
