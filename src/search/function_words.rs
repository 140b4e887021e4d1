//! The words that hold sentences together, language by language, as they are
//! written: what a question is made of beside what it asks about.
//!
//! Made from the lists of stop words that Snowball's authors keep, by leaving
//! out what can be asked about (numbers, "state", "new") and adding question
//! words and what people begin a question with ("can", "does", "est-ce").

/// Folded words, parted by spaces; nothing for a language that has no list.
///
/// English has neither `us` nor `no`, which are countries as well. `s` and `t`
/// are what the mark of `what's` and `don't` leaves.
pub fn function_words(language: &str) -> &'static str {
    match language {
        "ar" => {
            "في من علي الي عن مع هذا هذه ذلك تلك التي الذي الذين اللتي ما ماذا كيف متي اين لماذا هل كم اي ايه \
            و او ثم بل لكن ان انه انها كان كانت يكون تكون ليس ليست قد لقد لا لم لن هو هي هم نحن انا انت كل بعض \
            بين عند حتي اذا كما منذ خلال بعد قبل حول دون غير لدي به بها له لها فيه فيها منه منها يمكن"
        }
        "da" => {
            "ad af al alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse \
            dog du efter eller en end er et for fordi fra ham han hans har havde have hende hendes her hos hun hvad \
            hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornar i ikke ind jeg jer kan kunne man \
            mange med meget men mig min mod ned noget nogle nu nar og ogsa om op os over pa sadan saledes selv sig \
            sin skal skulle som til ud under var ved vi vil ville vor vaere vaeret"
        }
        "de" => {
            "ab aber als am an auch auf aus bei beim bin bis bist da damit dann das dass dein dem den der des \
            deren dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer \
            eines er es euch euer fuer fur gegen gibt hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen \
            ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes kann kannst konnen konnte \
            machen man mehr mein mit muss mussen nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen \
            seiner sich sie sind so solche soll sollen sollte sondern uber um und uns unser unsere unter viel vom \
            von vor wann war waren warum was wegen weil welche welchem welchen welcher welches wem wen wenn wer \
            werden werde wessen wie wieso will wir wird wo wohin wollen wurde wurden zu zum zur zwar zwischen"
        }
        "en" => {
            "a about above after again against all also although am among an and any anybody anyone \
            anything are arent as at be because been before being between both but by can cannot cant \
            could did didnt do does doesnt doing done dont during each either else ever every everybody \
            everything example examples few for from get gets go goes going gone got had has hasnt have \
            having he her here hers him his how however i if in instead into is isnt it its itself just \
            keep keeps kept know let lets make makes making many may me might more most much must my \
            neither nor not of off often on once only onto or other ought our ours out over own per \
            please quite rather s shall she should since so some somebody someone something such t tell \
            than that the their theirs them themselves then there therefore these they this those though \
            through thus to too toward towards tries try under until up upon very via was way ways we \
            were what whats when where whether which while who whom whose why will with within without \
            would yet you your yours"
        }
        "es" => {
            "a al algo algun alguna algunas alguno algunos ante antes asi aunque como con contra cual cuales cuando \
            cuanta cuantas cuanto cuantos de del desde donde durante e el ella ellas ellos en entre era eran eres es \
            esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha haber habia hace hacen \
            hacer han hasta hay la las le les lo los mas me mi mientras mis mucho muchos muy nada ni nos nosotros \
            nuestra nuestro o os otra otras otro otros para pero poco por porque pueda puede pueden podemos que quien \
            quienes se sea sean segun ser si sido sin sobre son su sus tal tambien tan tanto te tener tiene tienen \
            todo todos tu tus un una unas uno unos y ya yo"
        }
        "fi" => {
            "ei eika eivat en ei etta ettei ehka han hanen he heidan itse ja jo joka jolla jonka jos jota jotka \
            joita kanssa keiden keita ken kenen kuin kuinka kun kuka ketka koska milla millainen millaisia millaista \
            miksi miten mika mikka minka mita mina minun missa mihin milloin mutta myos ne niiden niin noin nyt \
            ole olen olet oli olivat olla olleet ollut on onko ovat se sen seka sille siina siita sina sinun tai \
            tama taman tassa te teidan voi voidaan voivat vaan vai"
        }
        "fr" => {
            "a ai ainsi alors apres au aucun aucune aussi autre autres aux avant avec avoir avons c ce ceci cela \
            celle celles celui ces cet cette ceux chaque ci comme comment combien contre d dans de depuis des dont \
            donc du elle elles en encore entre es est et etaient etait etant ete etre eu eux fait faire faut font il \
            ils j je jusqu l la laquelle le lequel les lesquelles lesquels leur leurs lorsque lors lui m ma mais me \
            meme memes mes moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus \
            pour pourquoi pourrait puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon ses si \
            sinon soit son sont sous sur t ta te tel telle tes toi ton tous tout toute toutes tres tu un une vers \
            vos votre vous y"
        }
        "it" => {
            "a abbiamo ad agli ai al alla alle allo altra altre altri altro anche ancora avere aveva c che chi ci \
            come con contro cosa cui d da dagli dai dal dalla dalle dallo degli dei del dell della delle dello di \
            dopo dove dovrebbe e ed era erano essere fa fanno fare fino fra gli ha hanno i il in io l la le lei li lo \
            loro lui ma me mentre mi mia mio molti molto ne negli nei nel nella nelle nello noi non nostra nostro o \
            ogni per perche piu po poi possa possono potrebbe puo prima qual quale quali quando quanta quante quanti \
            quanto quella quelle quelli quello questa queste questi questo qui se sei senza si sia siamo solo sono \
            stata stati stato su sua sue sugli sui sul sulla sulle sullo suo suoi tra tu tua tuo tutti tutto un una \
            uno vi voi"
        }
        "nb" | "nn" | "no" => {
            "a alle andre at av bare begge ble bli blir blitt da de deg dei dem den denne der dere deres det dette \
            di din disse du eg ein eit eller en enn er et etter for fordi fra fram fa far gjore gjor ha hadde han \
            hans har hennes her hjelper hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i \
            ikke ikkje inn jeg kan kunne kva kven korleis kvifor man mange med meg mellom men mer mot ma na nar noe \
            noen nokon og ogsa om opp oss over pa sa samme seg selv si sin sine skal skulle slik som til ut under \
            uten var vart ved vi vil ville vore vaere vaert"
        }
        "nl" => {
            "aan al alle als altijd andere ben bij daar dan dat de deze die dit doch doen door dus een en er ge geen \
            had hebben heb heeft hem het hier hij hoe hoeveel hun iets ik in is ja je kan kon kunnen maar me meer men \
            met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen \
            tot u uit uw van veel voor waar waarom wanneer want waren was wat we welk welke werd wezen wie wij wil \
            worden wordt zal ze zei zelf zich zij zijn zo zonder zou zouden tussen"
        }
        "pt" => {
            "a ao aos as ainda algo alguem algum alguma algumas alguns ante antes apenas apos aquela aquele aquilo \
            as ate cada com como contra cuja cujo da das de dela dele deles depois do dos e ela elas ele eles em \
            entre era eram essa essas esse esses esta estao estas este estes estar foi foram ha isso isto ja la lhe \
            lhes lo mais mas me mesmo meu minha muito muitos na nao nas nem no nos nossa nosso num numa o os ou \
            outra outras outro outros para pela pelas pelo pelos per pode podem poderia por porque qual quais \
            quando quanta quanto quantos que quem se seja sem sendo ser seu seus sido sob sobre sua suas tal tambem \
            te tem tendo ter teve tinha toda todas todo todos tu um uma umas uns voce voces onde sao fazer faz"
        }
        "ru" => {
            "а без более больше будет бы был была были было быть в вам вас весь во вот все всего всех вы где да даже \
            для до его ее ей ему если есть еще же за здесь и из или им их к как какая какие какими каким какой \
            каких когда кого которая которое которые который кто куда ли либо между меня мне много можно может могут \
            мы на над надо нам нас наш не него нее нет ни них но ну о об однако он она они оно от очень по под \
            почему при про раз с сам свои свою себя сейчас со сколько так также такой там те тем то того тоже той \
            только том ты у уже хотя чего чем через что чтобы эта эти это этого этой этом этот я зачем"
        }
        "sv" => {
            "alla allt an anda andra att av bara bland blev bli blir blivit da de dem den denna deras dess dessa det \
            detta dig din dock du efter eller en enligt er ett far for fran genom gor ha hade han hans har hennes \
            hon hos hur i icke ingen inom inte in jag kan kunde man manga med mellan men mer mig min mot mycket \
            nagon nagot nagra nar ni nu och om oss over pa sa sadan samma sig sin sina sitt skall ska skulle som till \
            under upp ut utan vad var vara varfor varit varje vars vem vems vi vid vilka vilkas vilken vilket vill"
        }
        _ => "",
    }
}
