/** What business mail in this language speaks of whatever it is about; a star stands for the rest of a word. */
export const EVERYDAY_EN = `able accounts? address* advice afternoons? agree* agreements? amounts? answer* answers? anything apart apartment
apolog* appointments? appropriate april arrang* arriv* ask* attach* attention august authorities authority autumn
avail* bank* beginning best better bills? book* bring* building* business* buyer* calendars? call* calls? cancel*
careful* cases? certificate* chang* check* child children* choose* chose* city clear* clients? close* colleagues?
come* comfort* company complet* concerns? confidence confirm* consultation* contracts? conversation* copies copy
costs? court* current* dates? daughter days? deadlines? december decision* delay* depart* deposit* details?
different difficult* discuss* doctor* documents? drafts? earlier early easy emails? ends? everyone everything exact*
expect* fall family father february feedback feel* fees? files? find* finish* firm* flat follow* forms? forward*
free friday friend* full future general* give* glad good guest* half handle* happ* hard* hear* help help* holidays?
home hope* hours? house husband import* include* inconvenienc* information insurance* insurer* interest* invoices?
issues? january jobs? judge july june keep* kind* know* landlord late later latest law* lawyer* legal* letters?
links? lists? long* look* mails? make* march matters? may meet* meetings? menu* messages? minute* moments? monday
money months? mornings? mother move* names? necessar* necessary need* neighbour* next normal* notes? nothing
november numbers? october offer* offers? office* online open opinion* options? original* own owner* pages? paid
papers? paperwork partner* parts? past patience pay* payments? people* person* phone* place* planning plans? points?
police possib* practice premium* prepare* previous* prices? print* problems? process* projects? property propos*
proposals? provid* quarter quarter* questions? quick* quotation* quotes? rates? read* ready reasons? receipt*
receiv* refund* register* registr* regular* relevant remain* remind* repl* reports? requests? rest results? review*
right* room* safe* same saturday schedul* season* sections? seller* send* sent separate* september services?
sessions? short* side sides? sign* simple situation* slots? something son soon sorry speak* spring standard* start*
state steps? street* subject suggest* sum summer sunday support sure take* talk* tasting* tax* teams? tell* tenant*
thank* thursday times? today together tomorrow topics? total* transfer* travel* trust tuesday understanding updat*
usual* value* venue* versions? visit* visits? wait* want* ways? website* wednesday weekends? weeks? welcome whether
whole wife winter wish* work* worry* write* written years? yesterday`
