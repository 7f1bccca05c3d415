/** Common first names: what tells a name from a noun at the beginning of a sentence, and anywhere in German. */
export const GIVEN_NAMES = new Set(
  `aaron abigail adam adele adrian agnes aisha alan alba albert alejandra alejandro alessandro alex alexander alexandra
alexandre alfonso alice alicia alina amanda amelia amelie amir ana anaïs andrea andreas andrés andrew angela angelika
anja anna anne annette antoine anton antonia antonio arthur astrid aurélie axel barbara bastian beate beatrice beatriz
ben benedikt benjamin bernard bernd bernhard bettina birgit björn brigitte camille carla carlos carmen carolin caroline
catherine cécile charles charlotte chloé christian christiane christina christine christoph christophe claire clara
claudia clemens colin conrad cristina damian dana daniel daniela david deborah denise dennis diana diego dieter dirk
dominic dominik dominique doris edith eduardo edward elena eleonore eli elias elisa elisabeth elizabeth ella elke elsa
emil emilia emily emma emmanuel enrique erik erika esteban esther etienne eva fabian fatima felicitas felipe felix
fernando fiona florence florian francesca francisco françois françoise frank franz franziska frieda friedrich fritz
gabriel gabriela gabriele gareth georg george gerald gerd gerhard gisela gloria gonzalo grace greta guillaume gustav
hannah hannes hans harald harriet heike heinrich heinz helen helena helene helga henri henry hilda holger hugo ian ignacio
ines inés inga ingrid irene iris irma isabel isabella isabelle ivan jacob jacques jakob james jan jana jane janet jasmin
javier jean jeanne jens jérôme jessica joachim joan joanna johann johanna johannes john jonas jonathan jörg jorge josé
josef josefine joseph juan juana judith julia julian juliane julie julien jürgen jutta kai karen karin karl karla
karsten katarina kate katharina kathrin katja katrin kay kemal kerstin kevin kim klaus konrad kristin lars laura laurent
lea lena leo leon leonie léa liam lily linda lisa lorena lotte louis louise luc lucas lucía lucie luis luisa lukas lydia
madeleine manfred manon manuel manuela marc marcel marco marcos marcus margaret margot maria maría marianne marie marina
mario marion markus marta martha martin martina mateo mathieu mathilde matthew matthias maurice max maya mehmet melanie
mercedes mia michael michel michèle miguel mikael mila milena miriam mónica monika moritz nadia nadine naomi natalia
natalie nathalie nicholas nico nicolas nicole nils nina noah noémie nora norbert olga oliver olivia olivier oscar oskar
otto pablo pascal patricia patrick paul paula pedro peter petra philip philipp philippe pia pierre pilar priya rachel
rafael ralf ramón raquel rebecca regina reinhard renate renée ricardo richard rita robert roberto rolf roman rosa rosalind
rosemary rupert ruth sabine samir samuel sandra sanjay sara sarah sebastian sergio silke silvia simon simone sofia sofía
sonja sophia sophie stefan stefanie stephan stephanie susan susanne svenja sylvie tanja teresa theo theodor theresa thomas
thibault tilda till tim timo tobias tom tomás torsten udo ulf ulrich ulrike ursula ute uwe valentin valerie vanessa vera
verena victor victoria vincent virginia walter werner wiebke wilhelm william wolfgang xavier yannick yasmin yolanda yusuf
yves yvonne zoe`.split(/\s+/),
)
