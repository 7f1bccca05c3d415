/** What business mail in this language speaks of whatever it is about; a star stands for the rest of a word. */
export const EVERYDAY_FR = `accord* acheteur* acompte* administration* adresse* affaire* aide* ami* annexe* annulation* année* août appartement*
appel* après-midi argent* arrivée* assurance* assureur* attention* attestation* automne autre* avenir* avis avocat*
avril banque* besoin* bien bon* bonne* bureau* cabinet* cadre* calendrier* cas certain* certificat* chambre*
changement* chantier* clair* client* collègue* complet* compréhension* compte* confiance* confirmation* conseil*
consultation* contrat* conversation* copie* cordial* cotisation* courriel* courrier* coût* créneau* date* demande*
dernier* devis dimanche discussion* disponibilité* disponible* docteur* document* dossier* droit* début* décembre
décision* dégustation* délai* démarche* départ* désagrément* détail* enfant* entreprise* entretien* espoir* exact*
examen* excuse* facture* famille* façon* femme* fille* fils fin* formulaire* frais férié* février gens grand* heure*
hiver honoraires important* impôt* impôts information* inscription* instant* intérêt* invitation* invité* janvier
jeudi jour* journée* juge* juillet juin lettre* lien* lieu* liste* locataire* loi* lundi madame* mai mail* mairie*
maison* manière* mardi mari* mars matin* matinée* meilleur* menu* merci* mercredi message* minute* mission*
modification* moins mois moitié* moment* monsieur* montant* mutuelle* mère* médecin* même* nom* note* nouveau*
nouvelle* novembre numéro* nécessaire* objet* occasion* octobre offre* opinion* option* original* page* paiement*
papier* part* partenaire* partie* patience* patient* personne* petit* pièce* plan* planning* plus point*
possibilité* possible* premier* première* printemps prix problème* prochain* procédure* projet* proposition*
propriétaire* préoccupation* préparation* prêt* père* période* question* raison* rapide* rappel* rapport*
remboursement* remerci* rendez-vous renseignement* retard* retour* reçu* rue* réponse* résultat* réunion*
salutation* samedi section* semaine* septembre service* seul* signature* simple* site* situation* société* soir*
somme* souci* souhait* soutien* suite* sujet* séance* tarif* temps* thème* travail* travaux tribunal* trimestre*
téléphon* urssaf utile* vacances* valeur* vendeur* vendredi version* ville* virement* visite* voisin* voyage*
vérification* week-end* échange* échéance* équipe* étape* étude* été`
