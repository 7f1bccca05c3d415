/** What business mail in this language speaks of whatever it is about; a star stands for the rest of a word. */
export const EVERYDAY_EN = `able account* address* advice afternoon* agree* agreement* amount* answer* answer* anything apart apartment
apolog* appointment* appropriate april arrang* arriv* ask* attach* attention august authorities authority autumn
avail* bank* beginning best better bill* book* bring* building* business* buyer* calendar* call* call* cancel*
careful* case* certificate* chang* check* child children* choose* chose* city clear* client* close* colleague*
come* comfort* company complet* concern* confidence confirm* consultation* contract* conversation* copies copy
cost* court* current* date* daughter day* deadline* december decision* delay* depart* deposit* detail*
different difficult* discuss* doctor* document* draft* earlier early easy email* end* everyone everything exact*
expect* fall family father february feedback feel* fee* file* find* finish* firm* flat follow* form* forward*
free friday friend* full future general* give* glad good guest* half handle* happ* hard* hear* help help* holiday*
home hope* hour* house husband import* include* inconvenienc* information insurance* insurer* interest* invoice*
issue* january job* judge july june keep* kind* know* landlord late later latest law* lawyer* legal* letter*
link* list* long* look* mail* make* march matter* may meet* meeting* menu* message* minute* moment* monday
money month* morning* mother move* name* necessar* necessary need* neighbour* next normal* note* nothing
november number* october offer* offer* office* online open opinion* option* original* own owner* page* paid
paper* paperwork partner* part* past patience pay* payment* people* person* phone* place* planning plan* point*
police possib* practice premium* prepare* previous* price* print* problem* process* project* property propos*
proposal* provid* quarter quarter* question* quick* quotation* quote* rate* read* ready reason* receipt*
receiv* refund* register* registr* regular* relevant remain* remind* repl* report* request* rest result* review*
right* room* safe* same saturday schedul* season* section* seller* send* sent separate* september service*
session* short* side side* sign* simple situation* slot* something son soon sorry speak* spring standard* start*
state step* street* subject suggest* sum summer sunday support sure take* talk* tasting* tax* team* tell* tenant*
thank* thursday time* today together tomorrow topic* total* transfer* travel* trust tuesday understanding updat*
usual* value* venue* version* visit* visit* wait* want* way* website* wednesday weekend* week* welcome whether
whole wife winter wish* work* worry* write* written year* yesterday`
