"""Who may come in where. Written from what was decided, not from what the appliance does.

A thing in braces belongs to the Riveras, most of it to Maya (see things.py). `in`: they get through to the
room, `no`: refused, `hidden`: as if it were not there, `door`: to the sign-in.
"""

PAGES = """
                                                nobody ended  tablet okafor rosa   nora   leo    maya   marco  elena

GET  /                                          door   door   door   in     in     in     in     in     in     in
GET  /today                                     door   door   door   in     in     in     in     in     in     in
GET  /today/badge                               door   door   door   in     in     in     in     in     in     in
GET  /live                                      door   door   door   in     in     in     in     in     in     in
GET  /display                                   door   door   door   door   door   door   door   door   door   door
GET  /display/live                              door   door   door   door   door   door   door   door   door   door
GET  /health                                    in     in     in     in     in     in     in     in     in     in
GET  /metrics                                   door   door   door   hidden hidden hidden hidden hidden hidden in
GET  /house                                     door   door   door   in     hidden hidden hidden hidden in     in
POST /house/checkups                            door   door   door   no     hidden hidden hidden hidden no     in
GET  /site.webmanifest                          in     in     in     in     in     in     in     in     in     in
GET  /static/{version}/{sheet}                  in     in     in     in     in     in     in     in     in     in
GET  /api                                       in     in     in     in     in     in     in     in     in     in
GET  /api/{anything}                            hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /api/openapi.json                          in     in     in     in     in     in     in     in     in     in
GET  /api/docs                                  door   door   door   in     in     in     in     in     in     in
GET  /style                                     door   door   door   hidden hidden hidden hidden hidden hidden hidden

GET  /setup                                     hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup                                     hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /setup/family                              hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup/family                              hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /setup/you                                 hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup/you                                 hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /setup/people                              door   door   door   in     no     no     no     no     in     in
POST /setup/people                              door   door   door   in     no     no     no     no     in     in
GET  /setup/done                                door   door   door   in     no     no     no     no     in     in

GET  /sign-in                                   in     in     in     in     in     in     in     in     in     in
POST /sign-in                                   in     in     in     in     in     in     in     in     in     in
GET  /sign-in/members/{maya}                    hidden hidden in     hidden hidden hidden hidden hidden hidden hidden
POST /sign-in/members/{maya}/pin                hidden hidden in     hidden hidden hidden hidden hidden hidden hidden
POST /sign-in/members/{maya}/password           hidden hidden in     hidden hidden hidden hidden hidden hidden hidden
GET  /sign-in/members/{tobi}                    hidden hidden hidden in     hidden hidden hidden hidden hidden hidden
POST /sign-out                                  door   door   door   in     in     in     in     in     in     in
POST /sessions/others/revocation                door   door   door   in     in     in     in     in     in     in
POST /sessions/{elenas_session}/revocation      door   door   door   hidden hidden hidden hidden hidden hidden in
POST /sessions/{mayas_session}/revocation       door   door   door   hidden hidden hidden hidden in     in     in

POST /sessions/{elenas_news}/recognition        door   door   door   hidden hidden hidden hidden hidden hidden in
POST /sessions/{elenas_news}/denial             door   door   door   hidden hidden hidden hidden hidden hidden in
POST /sessions/{elenas_session}/recognition     door   door   door   hidden hidden hidden hidden hidden hidden hidden
GET  /enrol                                     in     in     in     in     in     in     in     in     in     in
POST /enrol                                     in     in     in     in     in     in     in     in     in     in
GET  /enrol/{code}                              in     in     in     in     in     in     in     in     in     in
POST /enrol/{code}                              in     in     in     in     in     in     in     in     in     in
GET  /enrol/{anything}                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /enrol/{anything}                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /invitations                               door   door   door   in     no     no     no     no     in     in
POST /invitations                               door   door   door   in     no     no     no     no     in     in
POST /invitations role=parent                   door   door   door   in     no     no     no     no     no     in
POST /invitations/{invitation}/revocation       door   door   door   hidden no     no     no     no     in     in
POST /invitations/{for_a_parent}/revocation     door   door   door   hidden no     no     no     no     no     in
GET  /join/{invited}                            in     in     in     in     in     in     in     in     in     in
POST /join/{invited}                            in     in     in     in     in     in     in     in     in     in
POST /join/{invited}/me                         door   door   door   in     no     no     no     no     no     no
GET  /join/{anything}                           hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /join/{anything}                           hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /join/{anything}/me                        door   door   door   hidden hidden hidden hidden hidden hidden hidden
GET  /foundings                                 door   door   door   in     no     no     no     no     no     in
POST /foundings                                 door   door   door   in     no     no     no     no     no     in
POST /foundings/{founding}/revocation           door   door   door   hidden no     no     no     no     no     in
GET  /found/{founding_code}                     in     in     in     in     in     in     in     in     in     in
POST /found/{founding_code}                     in     in     in     in     in     in     in     in     in     in
GET  /found/{founding_code}/you                 in     in     in     in     in     in     in     in     in     in
POST /found/{founding_code}/you                 in     in     in     in     in     in     in     in     in     in
GET  /found/{anything}                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /found/{anything}                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /found/{anything}/you                      hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /found/{anything}/you                      hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /devices                                   door   door   door   in     no     no     no     no     in     in
POST /devices/here                              door   door   door   in     no     no     no     no     in     in
POST /devices/links                             door   door   door   in     no     no     no     no     in     in
GET  /devices/{device}                          door   door   door   hidden no     no     no     no     in     in
POST /devices/{device}                          door   door   door   hidden no     no     no     no     in     in
POST /devices/{device}/display                  door   door   door   hidden no     no     no     no     in     in
POST /devices/{device}/revocation               door   door   door   hidden no     no     no     no     in     in

POST /devices/{device}/sign-out                 door   door   door   hidden no     no     no     no     in     in
GET  /me                                        door   door   door   in     in     in     in     in     in     in
POST /me/families/{ada_there}/visit             door   door   door   in     hidden hidden hidden hidden hidden hidden
GET  /me/leaving                                door   door   door   in     in     no     in     no     in     in
POST /me/leaving                                door   door   door   in     in     no     in     no     in     in
POST /me/ownership/receipt                      door   door   door   in     in     in     in     in     in     in
GET  /me/looks                                  door   door   door   in     in     in     in     in     in     in
POST /me/looks                                  door   door   door   in     in     in     in     in     in     in
POST /me/picture                                door   door   door   in     in     in     in     in     in     in
POST /me/picture/removal                        door   door   door   in     in     in     in     in     in     in
GET  /pictures/{picture}                        hidden hidden in     hidden in     in     in     in     in     in
GET  /pictures/{picture}/small                  hidden hidden in     hidden in     in     in     in     in     in
GET  /pictures/{anything}                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /me/password                               door   door   door   in     in     no     in     no     in     in
POST /me/password                               door   door   door   in     in     no     in     no     in     in
GET  /tokens                                    door   door   door   in     in     no     in     no     in     in
GET  /tokens/new                                door   door   door   in     in     no     in     no     in     in
POST /tokens                                    door   door   door   in     in     no     in     no     in     in
POST /tokens/{elenas_key}/renewal               door   door   door   hidden hidden hidden hidden hidden hidden in
POST /tokens/{leos_key}/renewal                 door   door   door   hidden hidden hidden in     hidden hidden hidden
GET  /tokens/{elenas_key}/replacement           door   door   door   hidden hidden hidden hidden hidden hidden in
POST /tokens/{elenas_key}/replacement           door   door   door   hidden hidden hidden hidden hidden hidden in
POST /tokens/{elenas_key}/revocation            door   door   door   hidden hidden hidden hidden hidden hidden in
POST /tokens/{leos_key}/revocation              door   door   door   hidden hidden hidden in     hidden in     in

GET  /family                                    door   door   door   in     no     no     no     no     in     in
GET  /family/settings                           door   door   door   in     no     no     no     no     in     in
POST /family/settings                           door   door   door   in     no     no     no     no     in     in
GET  /family/members/new                        door   door   door   in     no     no     no     no     in     in
POST /family/members                            door   door   door   in     no     no     no     no     in     in
POST /family/members role=parent                door   door   door   in     no     no     no     no     no     in
GET  /family/members/{maya}                     door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}                     door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya} role=parent         door   door   door   hidden no     no     no     no     no     in
GET  /family/members/{maya}/looks               door   door   door   hidden no     no     no     no     in     in
GET  /family/members/{elena}/looks              door   door   door   hidden no     no     no     no     no     in
POST /family/members/{maya}/looks               door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}/picture             door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}/picture/removal     door   door   door   hidden no     no     no     no     in     in
GET  /family/members/{maya}/suspension          door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}/suspension          door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}/readmission         door   door   door   hidden no     no     no     no     in     in
POST /family/members/{marco}/suspension         door   door   door   hidden no     no     no     no     no     in
POST /family/members/{elena}/suspension         door   door   door   hidden no     no     no     no     no     no
GET  /family/members/{maya}/secret              door   door   door   hidden no     no     no     no     in     in
POST /family/members/{maya}/secret              door   door   door   hidden no     no     no     no     in     in
GET  /family/members/{maya}/removal             door   door   door   hidden no     no     no     no     no     in
POST /family/members/{maya}/removal             door   door   door   hidden no     no     no     no     no     in
GET  /family/members/{elena}                    door   door   door   hidden no     no     no     no     in     in
POST /family/members/{elena} role=parent        door   door   door   hidden no     no     no     no     no     in
GET  /family/members/{elena}/secret             door   door   door   hidden no     no     no     no     no     no
POST /family/members/{elena}/secret             door   door   door   hidden no     no     no     no     no     no
POST /family/members/{elena}/removal            door   door   door   hidden no     no     no     no     no     in

GET  /family/members/{marco}/ownership          door   door   door   hidden no     no     no     no     no     in
POST /family/members/{marco}/ownership          door   door   door   hidden no     no     no     no     no     in
GET  /family/members/{maya}/ownership           door   door   door   hidden no     no     no     no     no     no
GET  /family/members/{rosa}/stay                door   door   door   hidden no     no     no     no     in     in
POST /family/members/{rosa}/stay                door   door   door   hidden no     no     no     no     in     in
POST /family/members/{rosa}/stay/end            door   door   door   hidden no     no     no     no     in     in
GET  /family/members/{maya}/stay                door   door   door   hidden no     no     no     no     hidden hidden

GET  /chores                                    door   door   door   in     in     in     in     in     in     in
GET  /chores/sheet                              door   door   door   in     in     in     in     in     in     in
GET  /chores?view=month                         door   door   door   in     in     in     in     in     in     in
GET  /chores/history                            door   door   door   in     in     in     in     in     in     in
GET  /chores/statistics                         door   door   door   in     no     in     in     in     in     in
GET  /chores/statistics?person={maya}           door   door   door   in     no     in     in     in     in     in
GET  /chores/calendars                          door   door   door   in     no     no     in     no     in     in
POST /chores/calendars member={maya}            door   door   door   hidden no     no     no     no     in     in
POST /chores/calendars member={leo}             door   door   door   hidden no     no     in     no     in     in
POST /chores/calendars/{calendar}/revocation    door   door   door   hidden hidden hidden hidden hidden in     in
GET  /chores/tables                             door   door   door   in     no     no     no     no     in     in
GET  /chores/tables/export                      door   door   door   in     no     no     no     no     in     in
GET  /chores/tables/export?what=chores          door   door   door   in     no     no     no     no     in     in
POST /chores/tables/preview                     door   door   door   in     no     no     no     no     in     in
POST /chores/tables                             door   door   door   in     no     no     no     no     in     in
GET  /calendars/{days_of_maya}                  in     in     in     in     in     in     in     in     in     in
GET  /calendars/{anything}                      hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /chores?person={maya}                      door   door   door   in     in     in     in     in     in     in
POST /chores                                    door   door   door   in     no     no     no     no     in     in
GET  /chores/list                               door   door   door   in     no     no     no     no     in     in
GET  /chores/approvals                             door   door   door   in     in     no     no     no     in     in
POST /chores/approvals                             door   door   door   hidden in     no     no     no     in     in
GET  /chores/pauses                             door   door   door   in     no     no     no     no     in     in
POST /chores/pauses                             door   door   door   in     no     no     no     no     in     in
GET  /chores/pauses/{pause}                     door   door   door   hidden no     no     no     no     in     in
POST /chores/pauses/{pause}                     door   door   door   hidden no     no     no     no     in     in
POST /chores/pauses/{pause}/end                 door   door   door   hidden no     no     no     no     in     in
GET  /chores/new                                door   door   door   in     no     no     no     no     in     in
GET  /chores/{chore}                            door   door   door   hidden no     no     no     no     in     in
POST /chores/{chore}                            door   door   door   hidden no     no     no     no     in     in
POST /chores/{chore}/put-away                   door   door   door   hidden no     no     no     no     in     in
POST /chores/preview                            door   door   door   in     no     no     no     no     in     in
POST /chores/{chore}/preview                    door   door   door   hidden no     no     no     no     in     in
POST /chores/{chore}/comeback                   door   door   door   hidden no     no     no     no     in     in
GET  /chores/routines                              door   door   door   in     no     no     no     no     in     in
GET  /chores/routines?person={maya}                door   door   door   in     no     no     no     no     in     in
POST /chores/routines                              door   door   door   in     no     no     no     no     in     in
POST /chores/routines/order                        door   door   door   hidden no     no     no     no     in     in
GET  /occurrences/{open}                        door   door   door   hidden in     in     in     in     in     in
POST /occurrences/{pool}/claim member={maya}       door   door   door   hidden in     no     in     in     in     in
POST /occurrences/{taken}/release                  door   door   door   hidden in     no     in     in     in     in
POST /occurrences/{open}/completion                  door   door   door   hidden in     no     no     in     in     in
POST /occurrences/{pool}/completion member={maya}    door   door   door   hidden in     no     in     in     in     in
POST /occurrences/{open}/approval               door   door   door   hidden in     no     no     no     in     in
POST /occurrences/{waiting}/approval            door   door   door   hidden in     no     no     no     in     in
POST /occurrences/{waiting}/return              door   door   door   hidden in     no     no     no     in     in
POST /occurrences/{open}/ending                    door   door   door   hidden no     no     no     no     in     in
POST /occurrences/{waiting}/undo                door   door   door   hidden no     no     no     in     in     in
POST /occurrences/{approved}/undo               door   door   door   hidden no     no     no     no     in     in
POST /occurrences/{open}/offer                  door   door   door   hidden no     no     no     in     no     no
POST /occurrences/{offered}/offer/withdrawal    door   door   door   hidden no     no     no     in     in     in
POST /occurrences/{offered}/offer/acceptance    door   door   door   hidden no     no     in     no     no     no
POST /occurrences/{offered}/offer/refusal       door   door   door   hidden no     no     in     no     no     no
POST /occurrences/{open}/handover               door   door   door   hidden no     no     no     no     in     in
POST /occurrences/{shown}/ticks/{step}          door   door   door   hidden in     no     no     in     in     in
POST /occurrences/{shown}/ticks/{ticked}/removal door   door   door   hidden in     no     no     in     in     in
GET  /occurrences/{shown}/photo                 door   door   door   hidden in     hidden hidden in     in     in
POST /occurrences/{shown}/photo                 door   door   door   hidden in     no     no     in     in     in
POST /occurrences/{shown}/photo/removal         door   door   door   hidden no     no     no     in     in     in

GET  /proposals                                 door   door   door   in     no     in     in     in     in     in
POST /proposals                                 door   door   door   no     no     in     in     in     no     no
GET  /proposals/{idea}                          door   door   door   hidden hidden hidden hidden in     in     in
POST /proposals/{idea}/withdrawal               door   door   door   hidden hidden hidden hidden in     no     no
POST /proposals/{idea}/acceptance               door   door   door   hidden hidden hidden hidden no     in     in
POST /proposals/{idea}/refusal                  door   door   door   hidden hidden hidden hidden no     in     in
POST /proposals/{answered}/undo                 door   door   door   hidden hidden hidden hidden no     in     in

GET  /rewards                                   door   door   door   in     no     in     in     in     in     in
POST /rewards                                   door   door   door   in     no     no     no     no     in     in
GET  /rewards/minutes                           door   door   door   in     no     in     in     in     in     in
GET  /rewards/ledger                            door   door   door   in     no     in     in     in     in     in
GET  /rewards/ledger?member={maya}              door   door   door   hidden no     hidden hidden in     in     in
POST /rewards/points member={maya}              door   door   door   hidden no     no     no     no     in     in
POST /rewards/points/{entry}/reversal           door   door   door   hidden no     no     no     no     in     in
GET  /rewards/points/{entry}                    door   door   door   hidden hidden hidden hidden in     in     in
POST /rewards/points/rules                      door   door   door   in     no     no     no     no     in     in
GET  /rewards/{reward}                          door   door   door   hidden no     no     no     no     in     in
POST /rewards/{reward}                          door   door   door   hidden no     no     no     no     in     in
POST /rewards/{reward}/put-away                 door   door   door   hidden no     no     no     no     in     in
POST /rewards/{reward}/comeback                 door   door   door   hidden no     no     no     no     in     in
POST /rewards/{reward}/prices member={maya}     door   door   door   hidden no     no     no     no     in     in
POST /rewards/{reward}/goal                     door   door   door   hidden no     in     in     in     no     no
POST /rewards/goal/end                          door   door   door   no     no     in     in     in     no     no
POST /rewards/{reward}/wish                     door   door   door   hidden no     in     in     in     no     no
GET  /wishes/{wish}                             door   door   door   hidden hidden hidden hidden in     in     in
POST /wishes/{wish}/grant                       door   door   door   hidden hidden hidden hidden no     in     in
POST /wishes/{wish}/refusal                     door   door   door   hidden hidden hidden hidden no     in     in
POST /wishes/{wish}/withdrawal                  door   door   door   hidden hidden hidden hidden in     in     in
POST /wishes/{promised}/redemption              door   door   door   hidden hidden hidden hidden in     in     in
POST /wishes/{promised}/refund                  door   door   door   hidden hidden hidden hidden no     in     in
POST /wishes/{granted}/undo                     door   door   door   hidden hidden hidden hidden no     in     in

GET  /screen                                    door   door   door   in     in     in     in     in     in     in
GET  /screen/members/{maya}                     door   door   door   hidden in     hidden hidden in     in     in
GET  /screen/members/{maya}/days/{over}         door   door   door   hidden hidden hidden hidden in     in     in
GET  /screen/members/{maya}/rules               door   door   door   hidden no     no     no     no     in     in
POST /screen/members/{maya}/rules               door   door   door   hidden no     no     no     no     in     in
POST /screen/rules/{rule}/undo                  door   door   door   hidden no     no     no     no     in     in
POST /screen/members/{maya}/caps                door   door   door   hidden no     no     no     no     in     in
GET  /screen/members/{maya}/pause               door   door   door   hidden no     no     no     no     in     in
POST /screen/members/{maya}/pause               door   door   door   hidden no     no     no     no     in     in
POST /screen/members/{maya}/pause/end           door   door   door   hidden no     no     no     no     in     in
POST /screen/pauses/{pause}/end                 door   door   door   hidden no     no     no     no     in     in
GET  /screen/exceptions                         door   door   door   in     no     no     no     no     in     in
POST /screen/exceptions                         door   door   door   hidden no     no     no     no     in     in
POST /screen/exceptions/{party}/end             door   door   door   hidden no     no     no     no     in     in
GET  /screen/members/{maya}/grants              door   door   door   hidden in     no     no     no     in     in
POST /screen/members/{maya}/grants              door   door   door   hidden in     no     no     no     in     in
POST /screen/grants/{gift}/undo                 door   door   door   hidden no     no     no     no     in     in
POST /screen/members/{maya}/usage               door   door   door   hidden no     no     no     no     in     in
POST /screen/usage/{usage}/undo                 door   door   door   hidden no     no     no     no     in     in
GET  /screen/apps                               door   door   door   in     hidden in     in     in     in     in
GET  /screen/apps/one?name=Chess                door   door   door   in     no     no     no     no     in     in
POST /screen/apps/choices                       door   door   door   hidden no     no     no     no     in     in
POST /screen/apps/choices/{choice}/removal      door   door   door   hidden no     no     no     no     in     in
GET  /screen/devices                            door   door   door   in     no     in     in     in     in     in
GET  /screen/devices/new                        door   door   door   in     no     no     no     no     in     in
POST /screen/devices                            door   door   door   in     no     no     no     no     in     in
GET  /screen/devices/{phone}                    door   door   door   hidden no     hidden hidden in     in     in
POST /screen/devices/{phone}                    door   door   door   hidden no     no     no     no     in     in
POST /screen/devices/{phone}/keys               door   door   door   hidden no     no     no     no     in     in
POST /screen/devices/{phone}/revocation         door   door   door   hidden no     no     no     no     in     in
POST /screen/devices/{phone}/import              door   door   door   hidden no     no     no     no     in     in
POST /screen/devices/{phone}/accounts/{account} door   door   door   hidden no     no     no     no     in     in
GET  /screen/settings                           door   door   door   in     no     no     no     no     in     in
POST /screen/settings                           door   door   door   in     no     no     no     no     in     in
GET  /screen/requests                           door   door   door   in     in     in     in     in     in     in
POST /screen/requests                           door   door   door   no     no     in     in     in     no     no
GET  /screen/requests/{request}                 door   door   door   hidden in     hidden hidden in     in     in
GET  /screen/requests/{said_no}                 door   door   door   hidden hidden hidden hidden in     in     in
POST /screen/requests/{request}/withdrawal      door   door   door   hidden no     hidden hidden in     no     no
POST /screen/requests/{request}/answer          door   door   door   hidden in     hidden hidden no     in     in
POST /screen/requests/{said_no}/undo            door   door   door   hidden no     hidden hidden no     in     in
POST /screen/requests/{said_no}/reading         door   door   door   hidden no     hidden hidden in     no     no

GET  /ask                                       door   door   door   in     in     in     in     in     in     in
POST /ask                                       door   door   door   in     in     in     in     in     in     in
GET  /ask/chats                                 door   door   door   in     in     in     in     in     in     in
GET  /ask/chats?q=walrus                        door   door   door   in     in     in     in     in     in     in
GET  /ask/chats/deletion                        door   door   door   in     in     in     in     in     in     in
POST /ask/chats/deletion                        door   door   door   in     in     in     in     in     in     in
GET  /ask/{chat}                                door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/{chat}                                door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/{chat}/deletion                       door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /ask/answers/{answer}/stream               door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/answers/{answer}/stop                 door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/answers/{unsure}/choices/{step}       door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/confirmations/{tap}/acceptance        door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/confirmations/{tap}/refusal           door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /ask/{chat}/title                          door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/{chat}/title                          door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/{chat}/reading                        door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/questions/{question}/rewording        door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /ask/answers/{anew}/retry                  door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /family/members/{maya}/chats               door   door   door   hidden hidden hidden hidden hidden in     in
GET  /family/members/{elena}/chats              door   door   door   hidden hidden hidden hidden hidden hidden hidden
GET  /family/members/{maya}/chats/{open_chat}   door   door   door   hidden hidden hidden hidden hidden in     in
GET  /family/members/{maya}/chats/{chat}        door   door   door   hidden hidden hidden hidden hidden hidden hidden
POST /family/members/{maya}/chats/{open_chat}/reading door   door   door   hidden hidden hidden hidden hidden in     in
POST /family/members/{maya}/chats/{chat}/reading door   door   door   hidden hidden hidden hidden hidden hidden hidden
GET  /memories                                  door   door   door   in     in     in     in     in     in     in
GET  /memories?q=treasure                       door   door   door   in     in     in     in     in     in     in
POST /memories                                  door   door   door   in     no     in     in     in     in     in
GET  /memories/{private}                        door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /memories/{for_parents}                    door   door   door   hidden hidden hidden hidden in     in     in
GET  /memories/{for_all}                        door   door   door   hidden in     in     in     in     in     in
POST /memories/{private}/correction             door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/{for_all}/correction             door   door   door   hidden no     no     no     in     in     in
POST /memories/{private}/visibility             door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/{for_all}/visibility             door   door   door   hidden no     no     no     in     no     no
GET  /memories/{private}/forgetting             door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /memories/{for_all}/forgetting             door   door   door   hidden in     in     in     in     in     in
POST /memories/{private}/forgetting             door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/{for_all}/forgetting             door   door   door   hidden no     no     no     in     in     in
GET  /memories?whose=mine                       door   door   door   in     in     in     in     in     in     in
GET  /memories?standing=ended                   door   door   door   in     in     in     in     in     in     in
POST /memories/{private}/end                    door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/{for_all}/end                    door   door   door   hidden no     no     no     in     in     in
POST /memories/{private}/confirmation           door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/{for_all}/confirmation           door   door   door   hidden no     no     no     in     no     no
GET  /memories/keeping                          door   door   door   in     in     in     in     in     in     in
POST /memories/pause                            door   door   door   in     no     in     in     in     in     in
POST /memories/pause/end                        door   door   door   in     in     in     in     in     in     in
POST /memories/pairs/{pair}/joining             door   door   door   hidden hidden hidden hidden in     hidden hidden
POST /memories/pairs/{pair}/parting             door   door   door   hidden hidden hidden hidden in     hidden hidden
GET  /memories/export                           door   door   door   in     in     in     in     in     in     in
GET  /memories/export?kind=json                 door   door   door   in     in     in     in     in     in     in
GET  /memories/export?of=family                 door   door   door   in     no     no     no     no     no     in
GET  /memories/erasure                          door   door   door   in     in     in     in     in     in     in
POST /memories/erasure                          door   door   door   in     in     in     in     in     in     in

GET  /settings/chats                            door   door   door   in     no     no     no     no     in     in
POST /settings/chats                            door   door   door   in     no     no     no     no     in     in
GET  /settings/assistant                        door   door   door   in     no     no     no     no     in     in
POST /settings/assistant/models/{model}/use     door   door   door   in     no     no     no     no     in     in
POST /settings/assistant/models/{model}/removal door   door   door   in     no     no     no     no     in     in
POST /settings/assistant/second-try             door   door   door   no     no     no     no     no     no     in
GET  /notifications                             door   door   door   in     no     no     no     no     in     in
POST /notifications/test                        door   door   door   in     no     no     no     no     in     in
POST /notifications/target                      door   door   door   in     no     no     no     no     in     in
POST /notifications/target/removal              door   door   door   in     no     no     no     no     in     in

GET  /backups                                   door   door   door   in     hidden hidden hidden hidden in     in
POST /backups/runs                              door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/drills                            door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/sendings                          door   door   door   no     hidden hidden hidden hidden no     in
GET  /backups/plan                              door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/plan                              door   door   door   no     hidden hidden hidden hidden no     in
GET  /backups/kept/{backup}                     door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/kept/{backup}/check               door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/kept/{backup}/download            door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/kept/{backup}/removal             door   door   door   no     hidden hidden hidden hidden no     in
GET  /backups/kept/{anything}                   door   door   door   no     hidden hidden hidden hidden no     hidden
GET  /backups/sheet                             door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/sheet                             door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/sheet/confirmation                door   door   door   no     hidden hidden hidden hidden no     in
GET  /backups/kept/{backup}/restoration         door   door   door   no     hidden hidden hidden hidden no     in
POST /backups/kept/{backup}/restoration         door   door   door   no     hidden hidden hidden hidden no     in
GET  /backups/kept/{anything}/restoration       door   door   door   no     hidden hidden hidden hidden no     hidden
GET  /restorations/new                          door   door   door   no     hidden hidden hidden hidden no     in
POST /restorations/file                         door   door   door   no     hidden hidden hidden hidden no     in
POST /restorations/folder                       door   door   door   no     hidden hidden hidden hidden no     in
GET  /restorations/chosen                       door   door   door   no     hidden hidden hidden hidden no     hidden
POST /restorations/chosen                       door   door   door   no     hidden hidden hidden hidden no     hidden
POST /restorations/chosen/key                   door   door   door   no     hidden hidden hidden hidden no     hidden
GET  /restoration                               door   door   door   no     hidden hidden hidden hidden no     in
POST /restoration/end                           door   door   door   no     hidden hidden hidden hidden no     in
POST /restoration/return                        door   door   door   no     hidden hidden hidden hidden no     in
POST /restoration/finality                      door   door   door   no     hidden hidden hidden hidden no     in
GET  /setup/return                              hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup/return/file                         hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup/return/folder                       hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /setup/return/key                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
POST /setup/return/key                          hidden hidden hidden hidden hidden hidden hidden hidden hidden hidden
GET  /setup/return/progress                     in     in     in     in     in     in     in     in     in     in
"""

API = """
                                               nobody ended  okafor rosa   nora   leo    maya   reader marco  elena

GET    /me                                     door   door   in     in     in     in     in     in     in     in
PUT    /me/password                            door   door   in     in     no     in     no     no     in     in
GET    /family                                 door   door   in     in     in     in     in     in     in     in
PATCH  /family                                 door   door   in     no     no     no     no     no     in     in
POST   /me/leaving                             door   door   in     in     no     in     no     no     in     in
GET    /me/families                            door   door   in     in     in     in     in     in     in     in
GET    /members                                door   door   in     in     in     in     in     in     in     in
GET    /members?role=child                     door   door   in     in     in     in     in     in     in     in
POST   /members                                door   door   in     no     no     no     no     no     in     in
POST   /members role=parent                    door   door   in     no     no     no     no     no     no     in
GET    /members/{maya}                         door   door   hidden in     in     in     in     in     in     in
PATCH  /members/{maya}                         door   door   hidden no     no     no     no     no     in     in
PATCH  /members/{maya} role=parent             door   door   hidden no     no     no     no     no     no     in
PATCH  /members/{elena}                        door   door   hidden no     no     no     no     no     no     in
GET    /members/{maya}/profile                 door   door   hidden no     no     no     in     in     in     in
PUT    /members/{maya}/profile                 door   door   hidden no     no     no     in     no     in     in
GET    /members/{maya}/picture                 door   door   hidden in     in     in     in     in     in     in
PUT    /members/{maya}/picture                 door   door   hidden no     no     no     in     no     in     in
DELETE /members/{maya}/picture                 door   door   hidden no     no     no     in     no     in     in
PUT    /members/{maya}/suspension              door   door   hidden no     no     no     no     no     in     in
PUT    /members/{marco}/suspension             door   door   hidden no     no     no     no     no     no     in
DELETE /members/{maya}/suspension              door   door   hidden no     no     no     no     no     in     in
DELETE /members/{maya}                         door   door   hidden no     no     no     no     no     no     in
PUT    /members/{leo}/password                 door   door   hidden no     no     no     no     no     in     in
PUT    /members/{elena}/password               door   door   hidden no     no     no     no     no     no     no
PUT    /members/{maya}/pin                     door   door   hidden no     no     no     no     no     in     in
GET    /members?left=true                      door   door   in     in     in     in     in     in     in     in
POST   /members/{marco}/ownership              door   door   hidden no     no     no     no     no     no     in
POST   /members/{maya}/ownership               door   door   hidden no     no     no     no     no     no     no
PUT    /members/{rosa}/stay                    door   door   hidden no     no     no     no     no     in     in
PUT    /members/{maya}/stay                    door   door   hidden no     no     no     no     no     no     no
DELETE /members/{rosa}/stay                    door   door   hidden no     no     no     no     no     in     in
GET    /invitations                            door   door   in     no     no     no     no     in     in     in
POST   /invitations                            door   door   in     no     no     no     no     no     in     in
POST   /invitations role=parent                door   door   in     no     no     no     no     no     no     in
DELETE /invitations/{invitation}               door   door   hidden no     no     no     no     no     in     in
DELETE /invitations/{for_a_parent}             door   door   hidden no     no     no     no     no     no     in
GET    /foundings                              door   door   in     no     no     no     no     in     in     in
POST   /foundings                              door   door   in     no     no     no     no     no     no     in
DELETE /foundings/{founding}                   door   door   hidden no     no     no     no     no     no     in
GET    /devices                                door   door   in     no     no     no     no     in     in     in
GET    /devices/{device}                       door   door   hidden no     no     no     no     in     in     in
PATCH  /devices/{device}                       door   door   hidden no     no     no     no     no     in     in
POST   /devices/links                          door   door   in     no     no     no     no     no     in     in
POST   /devices/{device}/sign-out              door   door   hidden no     no     no     no     no     in     in
DELETE /devices/{device}                       door   door   hidden no     no     no     no     no     in     in
PUT    /devices/{device}/display               door   door   hidden no     no     no     no     no     in     in
GET    /sessions                               door   door   in     in     in     in     in     in     in     in
POST   /sessions/others/revocation             door   door   in     in     in     in     in     no     in     in
DELETE /sessions/{elenas_session}              door   door   hidden hidden hidden hidden hidden no     hidden in
DELETE /sessions/{mayas_session}               door   door   hidden hidden hidden hidden in     no     in     in
GET    /tokens                                 door   door   in     in     in     in     in     in     in     in
POST   /tokens                                 door   door   in     in     no     in     no     no     in     in
POST   /tokens/{elenas_key}/renewal            door   door   hidden hidden hidden hidden hidden no     hidden in
POST   /tokens/{leos_key}/renewal              door   door   hidden hidden hidden in     hidden no     hidden hidden
POST   /tokens/{elenas_key}/replacement        door   door   hidden hidden hidden hidden hidden no     hidden in
DELETE /tokens/{elenas_key}                    door   door   hidden hidden hidden hidden hidden no     hidden in
DELETE /tokens/{leos_key}                      door   door   hidden hidden hidden in     hidden no     in     in

GET    /chores                                 door   door   in     in     in     in     in     in     in     in
POST   /chores                                 door   door   in     no     no     no     no     no     in     in
POST   /chores/approvals                           door   door   hidden in     no     no     no     no     in     in
GET    /chores/pauses                          door   door   in     in     in     in     in     in     in     in
POST   /chores/pauses                          door   door   in     no     no     no     no     no     in     in
GET    /chores/pauses/{pause}                  door   door   hidden in     hidden hidden in     in     in     in
PUT    /chores/pauses/{pause}                  door   door   hidden no     no     no     no     no     in     in
POST   /chores/pauses/{pause}/end              door   door   hidden no     no     no     no     no     in     in
GET    /chores/{chore}                         door   door   hidden in     in     in     in     in     in     in
PUT    /chores/{chore}                         door   door   hidden no     no     no     no     no     in     in
POST   /chores/{chore}/put-away                door   door   hidden no     no     no     no     no     in     in
POST   /chores/preview                         door   door   in     no     no     no     no     no     in     in
POST   /chores/{chore}/preview                 door   door   hidden no     no     no     no     no     in     in
POST   /chores/{chore}/comeback                door   door   hidden no     no     no     no     no     in     in
GET    /chores/statistics                      door   door   in     no     in     in     in     in     in     in
POST   /chores/imports                         door   door   in     no     no     no     no     no     in     in
GET    /calendars                              door   door   in     in     in     in     in     in     in     in
POST   /calendars                              door   door   in     no     no     in     no     no     in     in
POST   /calendars member_id={maya}             door   door   hidden no     no     no     no     no     in     in
DELETE /calendars/{calendar}                   door   door   hidden hidden hidden hidden hidden no     in     in
GET    /routines                               door   door   in     no     no     no     no     in     in     in
POST   /routines                               door   door   in     no     no     no     no     no     in     in
PUT    /routines/order                         door   door   hidden no     no     no     no     no     in     in
GET    /occurrences                            door   door   in     in     in     in     in     in     in     in
GET    /occurrences?member={maya}              door   door   in     in     in     in     in     in     in     in
GET    /occurrences/{open}                     door   door   hidden in     in     in     in     in     in     in
GET    /occurrences/{approved}/steps               door   door   hidden in     in     in     in     in     in     in
POST   /occurrences/{pool}/claim                   door   door   hidden in     no     in     in     no     in     in
POST   /occurrences/{taken}/release                door   door   hidden in     no     in     in     no     in     in
POST   /occurrences/{open}/completion               door   door   hidden in     no     no     in     no     in     in
POST   /occurrences/{pool}/completion               door   door   hidden in     no     in     in     no     in     in
POST   /occurrences/{waiting}/approval         door   door   hidden in     no     no     no     no     in     in
POST   /occurrences/{waiting}/return           door   door   hidden in     no     no     no     no     in     in
POST   /occurrences/{open}/ending                  door   door   hidden no     no     no     no     no     in     in
POST   /occurrences/{waiting}/undo             door   door   hidden no     no     no     in     no     in     in
POST   /occurrences/{approved}/undo            door   door   hidden no     no     no     no     no     in     in
POST   /occurrences/{open}/offer               door   door   hidden no     no     no     in     no     no     no
POST   /occurrences/{offered}/offer/withdrawal door   door   hidden no     no     no     in     no     in     in
POST   /occurrences/{offered}/offer/acceptance door   door   hidden no     no     in     no     no     no     no
POST   /occurrences/{offered}/offer/refusal    door   door   hidden no     no     in     no     no     no     no
POST   /occurrences/{open}/handover            door   door   hidden no     no     no     no     no     in     in
GET    /occurrences/{shown}/proof              door   door   hidden in     in     in     in     in     in     in
PUT    /occurrences/{shown}/ticks/{step}       door   door   hidden in     no     no     in     no     in     in
DELETE /occurrences/{shown}/ticks/{ticked}     door   door   hidden in     no     no     in     no     in     in
GET    /occurrences/{shown}/photo              door   door   hidden in     hidden hidden in     in     in     in
PUT    /occurrences/{shown}/photo              door   door   hidden in     no     no     in     no     in     in
DELETE /occurrences/{shown}/photo              door   door   hidden no     no     no     in     no     in     in

GET    /proposals                              door   door   in     no     in     in     in     in     in     in
POST   /proposals                              door   door   no     no     in     in     in     no     no     no
GET    /proposals/{idea}                       door   door   hidden hidden hidden hidden in     in     in     in
POST   /proposals/{idea}/withdrawal            door   door   hidden hidden hidden hidden in     no     no     no
POST   /proposals/{idea}/acceptance            door   door   hidden hidden hidden hidden no     no     in     in
POST   /proposals/{idea}/refusal               door   door   hidden hidden hidden hidden no     no     in     in
POST   /proposals/{answered}/undo              door   door   hidden hidden hidden hidden no     no     in     in

GET    /points                                 door   door   in     no     in     in     in     in     in     in
POST   /points member_id={maya}                door   door   hidden no     no     no     no     no     in     in
GET    /points/{maya}                          door   door   hidden no     hidden hidden in     in     in     in
GET    /points/{maya}/ledger                   door   door   hidden no     hidden hidden in     in     in     in
POST   /points/entries/{entry}/reversal        door   door   hidden no     no     no     no     no     in     in
GET    /points/{maya}/explanation              door   door   hidden no     hidden hidden in     in     in     in
GET    /points/rules                           door   door   in     no     in     in     in     in     in     in
PUT    /points/rules                           door   door   in     no     no     no     no     no     in     in
GET    /rewards                                door   door   in     no     in     in     in     in     in     in
POST   /rewards                                door   door   in     no     no     no     no     no     in     in
GET    /rewards/{reward}                       door   door   hidden no     in     in     in     in     in     in
PUT    /rewards/{reward}                       door   door   hidden no     no     no     no     no     in     in
POST   /rewards/{reward}/wish                  door   door   hidden no     in     in     in     no     no     no
POST   /rewards/{reward}/put-away              door   door   hidden no     no     no     no     no     in     in
POST   /rewards/{reward}/comeback              door   door   hidden no     no     no     no     no     in     in
PUT    /rewards/{reward}/prices/{maya}         door   door   hidden no     no     no     no     no     in     in
GET    /rewards/goals                          door   door   in     no     in     in     in     in     in     in
POST   /rewards/{reward}/goal                  door   door   hidden no     in     in     in     no     no     no
DELETE /rewards/goal                           door   door   no     no     in     in     in     no     no     no
GET    /wishes                                 door   door   in     no     in     in     in     in     in     in
GET    /wishes/{wish}                          door   door   hidden no     hidden hidden in     in     in     in
POST   /wishes/{wish}/grant                    door   door   hidden no     hidden hidden no     no     in     in
POST   /wishes/{wish}/refusal                  door   door   hidden no     hidden hidden no     no     in     in
POST   /wishes/{wish}/withdrawal               door   door   hidden no     hidden hidden in     no     in     in
POST   /wishes/{promised}/redemption           door   door   hidden no     hidden hidden in     no     in     in
POST   /wishes/{promised}/refund               door   door   hidden no     hidden hidden no     no     in     in
POST   /wishes/{granted}/undo                  door   door   hidden no     hidden hidden no     no     in     in

GET    /screen-time/balances                   door   door   in     in     in     in     in     in     in     in
GET    /screen-time/members/{maya}/balance     door   door   hidden in     hidden hidden in     in     in     in
GET    /screen-time/members/{maya}/rules       door   door   hidden in     hidden hidden in     in     in     in
PUT    /screen-time/members/{maya}/rules       door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/rules/{rule}               door   door   hidden no     no     no     no     no     in     in
POST   /screen-time/members/{maya}/pause       door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/members/{maya}/pause       door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/pauses/{pause}             door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/exceptions                 door   door   in     in     in     in     in     in     in     in
POST   /screen-time/exceptions                 door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/exceptions/{party}         door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/members/{maya}/usage       door   door   hidden hidden hidden hidden in     in     in     in
POST   /screen-time/members/{maya}/usage       door   door   hidden hidden hidden hidden in     no     in     in
POST   /screen-time/members/{maya}/grants      door   door   hidden in     no     no     no     no     in     in
DELETE /screen-time/grants/{gift}              door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/members/{maya}/intervals   door   door   hidden hidden hidden hidden in     in     in     in
POST   /screen-time/members/{maya}/intervals   door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/intervals/{usage}          door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/members/{maya}/bonus       door   door   hidden hidden hidden hidden in     in     in     in
GET    /screen-time/apps                       door   door   in     hidden in     in     in     in     in     in
POST   /screen-time/apps/choices               door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/apps/choices/{choice}      door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/devices                    door   door   in     no     in     in     in     in     in     in
GET    /screen-time/devices/codes              door   door   in     no     no     no     no     in     in     in
POST   /screen-time/devices                    door   door   in     no     no     no     no     no     in     in
GET    /screen-time/devices/{phone}            door   door   hidden no     hidden hidden in     in     in     in
GET    /screen-time/devices/{phone}/silences   door   door   hidden no     hidden hidden in     in     in     in
GET    /screen-time/devices/{phone}/accounts   door   door   hidden no     hidden hidden in     in     in     in
PUT    /screen-time/devices/{phone}            door   door   hidden no     no     no     no     no     in     in
POST   /screen-time/devices/{phone}/keys       door   door   hidden no     no     no     no     no     in     in
POST   /screen-time/devices/{phone}/import     door   door   hidden no     no     no     no     no     in     in
DELETE /screen-time/devices/{phone}            door   door   hidden no     no     no     no     no     in     in
PUT    /screen-time/devices/accounts/{account} door   door   hidden no     no     no     no     no     in     in
GET    /screen-time/members/{maya}/days        door   door   hidden hidden hidden hidden in     in     in     in
GET    /screen-time/members/{maya}/days/{over} door   door   hidden hidden hidden hidden in     in     in     in
GET    /screen-time/members/{maya}/trend       door   door   hidden hidden hidden hidden in     in     in     in
GET    /screen-time/members/{maya}/looks       door   door   hidden hidden hidden hidden in     in     in     in
GET    /screen-time/policy                     door   door   in     in     in     in     in     in     in     in
PUT    /screen-time/policy                     door   door   in     no     no     no     no     no     in     in
GET    /screen-time/requests                   door   door   in     in     in     in     in     in     in     in
POST   /screen-time/alert-answers              in     in     in     in     in     in     in     no     in     in
POST   /screen-time/requests                   door   door   no     no     in     in     in     no     no     no
GET    /screen-time/requests/{request}         door   door   hidden in     hidden hidden in     in     in     in
POST   /screen-time/requests/{request}/withdrawal door   door   hidden no     hidden hidden in     no     no     no
POST   /screen-time/requests/{request}/answer  door   door   hidden in     hidden hidden no     no     in     in
POST   /screen-time/requests/{said_no}/undo    door   door   hidden no     hidden hidden no     no     in     in
POST   /screen-time/requests/{said_no}/reading  door   door   hidden no     hidden hidden in     no     no     no

POST   /ask                                    door   door   in     in     in     in     in     no     in     in
POST   /ask chat={chat}                        door   door   hidden hidden hidden hidden in     no     hidden hidden
GET    /ask/answers/{answer}                   door   door   hidden hidden hidden hidden in     hidden hidden hidden
POST   /ask/answers/{answer}/stop              door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /ask/answers/{unsure}/choices/{step}    door   door   hidden hidden hidden hidden in     no     hidden hidden
GET    /ask/confirmations/{tap}                door   door   hidden hidden hidden hidden in     hidden hidden hidden
POST   /ask/confirmations/{tap}/acceptance     door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /ask/confirmations/{tap}/refusal        door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /ask/answers/{anew}/retry               door   door   hidden hidden hidden hidden in     no     hidden hidden
PUT    /ask/questions/{question}               door   door   hidden hidden hidden hidden in     no     hidden hidden
GET    /chats                                  door   door   in     in     in     in     in     in     in     in
GET    /chats?q=walrus                         door   door   in     in     in     in     in     in     in     in
POST   /chats/deletion                         door   door   in     in     in     in     in     no     in     in
GET    /chats/{chat}                           door   door   hidden hidden hidden hidden in     hidden hidden hidden
GET    /chats/{chat}/said                      door   door   hidden hidden hidden hidden in     hidden hidden hidden
PATCH  /chats/{chat}                           door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /chats/{chat}/reading                   door   door   hidden hidden hidden hidden in     no     hidden hidden
DELETE /chats/{chat}                           door   door   hidden hidden hidden hidden in     no     hidden hidden
GET    /members/{maya}/chats                   door   door   hidden hidden hidden hidden hidden in     in     in
GET    /members/{elena}/chats                  door   door   hidden hidden hidden hidden hidden hidden hidden hidden
POST   /members/{maya}/chats/{open_chat}/reading door   door   hidden hidden hidden hidden hidden no     in     in
POST   /members/{maya}/chats/{chat}/reading    door   door   hidden hidden hidden hidden hidden no     hidden hidden
GET    /chats/rules                            door   door   in     in     in     in     in     in     in     in
PUT    /chats/rules                            door   door   in     no     no     no     no     no     in     in
GET    /memories                               door   door   in     in     in     in     in     in     in     in
GET    /memories?q=treasure                    door   door   in     in     in     in     in     in     in     in
GET    /memories?visibility=family             door   door   in     in     in     in     in     in     in     in
POST   /memories                               door   door   in     no     in     in     in     no     in     in
GET    /memories/{private}                     door   door   hidden hidden hidden hidden in     hidden hidden hidden
GET    /memories/{for_parents}                 door   door   hidden hidden hidden hidden in     in     in     in
GET    /memories/{for_all}                     door   door   hidden in     in     in     in     in     in     in
PUT    /memories/{private}                     door   door   hidden hidden hidden hidden in     no     hidden hidden
PUT    /memories/{for_all}                     door   door   hidden no     no     no     in     no     in     in
PUT    /memories/{private}/visibility          door   door   hidden hidden hidden hidden in     no     hidden hidden
PUT    /memories/{for_all}/visibility          door   door   hidden no     no     no     in     no     no     no
DELETE /memories/{private}                     door   door   hidden hidden hidden hidden in     no     hidden hidden
DELETE /memories/{for_all}                     door   door   hidden no     no     no     in     no     in     in
GET    /memories?whose=mine                     door   door   in     in     in     in     in     in     in     in
GET    /memories?standing=ended                 door   door   in     in     in     in     in     in     in     in
GET    /memories/{private}/history              door   door   hidden hidden hidden hidden in     hidden hidden hidden
GET    /memories/{for_all}/history              door   door   hidden in     in     in     in     in     in     in
PUT    /memories/{private}/end                  door   door   hidden hidden hidden hidden in     no     hidden hidden
PUT    /memories/{for_all}/end                  door   door   hidden no     no     no     in     no     in     in
POST   /memories/{private}/confirmation         door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /memories/{for_all}/confirmation         door   door   hidden no     no     no     in     no     no     no
GET    /memories/pairs                          door   door   in     in     in     in     in     in     in     in
POST   /memories/pairs/{pair}/joining           door   door   hidden hidden hidden hidden in     no     hidden hidden
POST   /memories/pairs/{pair}/parting           door   door   hidden hidden hidden hidden in     no     hidden hidden
GET    /memories/keeping                        door   door   in     in     in     in     in     in     in     in
PUT    /memories/pause                          door   door   in     no     in     in     in     no     in     in
DELETE /memories/pause                          door   door   in     in     in     in     in     no     in     in
GET    /memories/export                         door   door   in     in     in     in     in     in     in     in
GET    /memories/export?of=family               door   door   in     no     no     no     no     in     no     in
POST   /memories/erasure                        door   door   in     in     in     in     in     no     in     in

GET    /notifications/target                   door   door   in     no     no     no     no     in     in     in
PUT    /notifications/target                   door   door   in     no     no     no     no     no     in     in
DELETE /notifications/target                   door   door   in     no     no     no     no     no     in     in
POST   /notifications/test                     door   door   in     no     no     no     no     no     in     in
GET    /notifications/deliveries               door   door   in     no     no     no     no     in     in     in

GET    /backups                                door   door   no     hidden hidden hidden hidden in     no     in
GET    /backups/runs                           door   door   no     hidden hidden hidden hidden in     no     in
GET    /backups/runs/{run}                     door   door   no     hidden hidden hidden hidden in     no     in
POST   /backups/runs                           door   door   no     hidden hidden hidden hidden no     no     in
GET    /backups/plan                           door   door   no     hidden hidden hidden hidden in     no     in
PUT    /backups/plan                           door   door   no     hidden hidden hidden hidden no     no     in
GET    /backups/disks                          door   door   no     hidden hidden hidden hidden in     no     in
POST   /backups/kept/{backup}/check            door   door   no     hidden hidden hidden hidden no     no     in
POST   /backups/kept/{backup}/download         door   door   no     hidden hidden hidden hidden no     no     in
DELETE /backups/kept/{backup}                  door   door   no     hidden hidden hidden hidden no     no     in
DELETE /backups/kept/{anything}                door   door   no     hidden hidden hidden hidden no     no     hidden
POST   /backups/sheet                          door   door   no     hidden hidden hidden hidden no     no     in
POST   /backups/sheet/confirmation             door   door   no     hidden hidden hidden hidden no     no     in
POST   /backups/kept/{backup}/restorations     door   door   no     hidden hidden hidden hidden no     no     in
PUT    /restoration/file                       door   door   no     hidden hidden hidden hidden no     no     in
PUT    /restoration/folder                     door   door   no     hidden hidden hidden hidden no     no     in
POST   /restoration/key                        door   door   no     hidden hidden hidden hidden no     no     hidden
GET    /restoration/chosen                     door   door   no     hidden hidden hidden hidden hidden no     hidden
GET    /restoration                            door   door   no     hidden hidden hidden hidden in     no     in
POST   /restoration                            door   door   no     hidden hidden hidden hidden no     no     hidden
DELETE /restoration                            door   door   no     hidden hidden hidden hidden no     no     in
POST   /restoration/return                     door   door   no     hidden hidden hidden hidden no     no     in
DELETE /restoration/replaced                   door   door   no     hidden hidden hidden hidden no     no     in
GET    /today                                  door   door   in     in     in     in     in     in     in     in
GET    /house/health                           door   door   in     hidden hidden hidden hidden in     in     in
POST   /house/checkups                         door   door   no     hidden hidden hidden hidden no     no     in
GET    /assistant/calls                        door   door   in     in     in     in     in     in     in     in
GET    /models                                 door   door   in     no     no     no     no     in     in     in
GET    /models/{model}                         door   door   in     no     no     no     no     in     in     in
POST   /models/second-try                      door   door   no     no     no     no     no     no     no     in
POST   /models/{model}/use                     door   door   in     no     no     no     no     no     in     in
DELETE /models/{model}                         door   door   in     no     no     no     no     no     in     in
"""

DEVICES = """
                                               nobody okafor rosa   leo    maya   reader elena  phone

POST   /device/enrolments                      hidden hidden hidden hidden hidden no     hidden hidden
POST   /device/reports                         door   door   door   door   door   no     door   in
POST   /device/openings                        door   door   door   door   door   no     door   in
POST   /device/closings                        door   door   door   door   door   no     door   in
GET    /device/decision                        door   door   door   door   door   door   door   in
"""
WATCHERS = """
                                               nobody ended  okafor rosa   nora   leo    maya   reader marco  elena  phone

GET    /info                                   in     in     in     in     in     in     in     in     in     in     in
GET    /buckets                                door   door   in     in     in     in     in     in     in     in     in
GET    /buckets/{watched}                      door   door   hidden hidden hidden hidden in     in     in     in     in
POST   /buckets/{watched}                      door   door   no     no     no     no     no     no     no     no     in
PUT    /buckets/{watched}                      door   door   no     no     no     no     no     no     no     no     in
DELETE /buckets/{watched}                      door   door   no     no     no     no     no     no     no     no     no
POST   /buckets/{watched}/heartbeat?pulsetime=5 door  door   no     no     no     no     no     no     no     no     in
GET    /buckets/{watched}/events               door   door   hidden hidden hidden hidden in     in     in     in     in
POST   /buckets/{watched}/events               door   door   no     no     no     no     no     no     no     no     in
GET    /buckets/{watched}/events/count         door   door   hidden hidden hidden hidden in     in     in     in     in
GET    /buckets/{watched}/events/{told}        door   door   hidden hidden hidden hidden in     in     in     in     in
DELETE /buckets/{watched}/events/{told}        door   door   no     no     no     no     no     no     no     no     no
GET    /buckets/{watched}/export               door   door   hidden hidden hidden hidden in     in     in     in     in
GET    /export                                 door   door   in     in     in     in     in     in     in     in     in
POST   /import                                 door   door   no     no     no     no     no     no     no     no     in
"""
"""ActivityWatch's addresses."""

TOOLS = """
                                                    okafor rosa   nora   leo    maya   reader marco  elena

chores_list                                         in     in     in     in     in     in     in     in
chores_list      member=Maya                        hidden in     in     in     in     in     in     in
chore_complete   member=Maya chore=The_open_one     hidden in     no     no     in     no     in     in
chore_complete   member=Maya chore=The_pool_one     hidden in     no     no     in     no     in     in
chore_complete   member=Leo chore=The_pool_one      hidden in     no     in     no     no     in     in
chore_add        title=Wash_the_car                 in     no     no     no     no     no     in     in
chore_add        title=Wash_the_car member=Maya     hidden no     no     no     no     no     in     in
chore_approve    member=Maya chore=The_waiting_one  hidden in     no     no     no     no     in     in
points_balance   member=Maya                        hidden no     no     no     in     in     in     in
reward_redeem    reward=A_reward:_reward            no     no     in     in     in     no     no     no
screen_time_left member=Maya                        hidden in     no     no     in     in     in     in
screen_time_grant member=Maya minutes=15            hidden in     no     no     no     no     in     in
screen_time_limit member=Maya minutes=70            hidden no     no     no     no     no     in     in
screen_time_request minutes=15                      no     no     in     in     in     no     no     no
screen_time_pause member=Maya                       hidden no     no     no     no     no     in     in
screen_time_resume member=Maya                      hidden no     no     no     no     no     in     in
message_send     to=Maya text=dinner_is_ready       in     no     in     in     in     in     in     in
reminder_add     text=the_oven when=2026-03-10T18:00 member=Maya in no in in in    in     in     in
file_find        query=the_timetable                in     no     in     in     in     in     in     in
report_show      member=Maya                        in     no     in     in     in     in     in     in
memory_save      text=the_kettle_is_new             in     no     in     in     in     no     in     in
memory_search    query=where_lies_my_treasure?      in     no     in     in     in     in     in     in
memory_forget    query=treasure                     hidden no     hidden hidden in     no     hidden hidden
"""
