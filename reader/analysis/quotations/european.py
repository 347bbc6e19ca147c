"""What news in other European languages, and in Arabic, says around quotations."""

_FRENCH = {
    "cues": """
        dit disent dire disait disaient ajoute ajoutent ajouté ajoutait affirme affirment affirmé affirmait
        déclare déclarent déclaré déclarait explique expliquent expliqué expliquait assure assurent assuré
        assurait estime estiment estimé estimait indique indiquent indiqué indiquait précise précisent
        précisé souligne soulignent souligné annonce annoncent annoncé répond répondent répondu répondait
        rappelle rappellent rappelé raconte racontent raconté racontait écrit écrivent écrivait juge jugent
        jugé lance lancent lancé dénonce dénoncent dénoncé regrette regrettent regretté reconnaît
        reconnaissent reconnu insiste insistent insisté martèle martelé observe observé constate constaté soupire
        exclame confie confient confié note notent
        noté poursuit poursuivent poursuivi conclut concluent conclu résume résumé promet promis prévient
        prévenu avertit averti demande demandent demandé soutient soutenu confirme confirmé plaide plaidé
        critique critiqué qualifie qualifié évoque évoqué glisse glissé tweete tweeté répète répètent répété répétait
        salue saluent salué saluait témoigne témoignent témoigné témoignait réjouit réjouissent réjoui félicite
        félicitent félicité commente commentent commenté réagit réagi rétorque rétorqué ironise ironisé déplore
        déplorent déploré réclame réclament réclamé admet admis prétend prétendu proteste protesté détaille détaillé
        nuance nuancé tranche tranché fustige fustigé défend défendu indigne indigné inquiète inquiété souvient
        désole plaisante plaisanté murmure murmuré clame clamé""",
    "participles": "disant affirmant expliquant assurant estimant précisant soulignant ajoutant déclarant rappelant",
    "according": "selon d'_après",
    "pronouns": "il elle ils elles on je nous qui",
    "determiners": "le la les un une l' son sa ses leur leurs ce cet cette ces",
    "prepositions": "de du des d' à au aux en dans sur pour par avec sans chez vers depuis contre lors après avant",
    "conjunctions": "et mais ou que qu' qui quand comme si car lorsque",
    "relatives": "qui",
    "between": """
        a ont avait avaient s'est se s' est été aussi ensuite déjà encore également toutefois y en lui leur ne hier""",
    "particles": "de du la le des d'",
    "days": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "noun_before": "le la les un une des l' son sa ses leur",
}
_GERMAN = {
    "cues": """
        sagt sagte sagten sagen gesagt erklärt erklärte erklärten betont betonte betonten meint meinte
        meinten schreibt schrieb schrieben ergänzt ergänzte fügte antwortet antwortete fragt fragte warnt
        warnte warnten kritisiert kritisierte kritisierten fordert forderte forderten behauptet behauptete
        berichtet berichtete berichteten kündigte teilte hieß heißt nannte nennt bezeichnet bezeichnete
        sprach spricht versichert versicherte bestätigt bestätigte räumte erläuterte rief verkündete mahnte
        unterstrich twitterte erinnert erinnerte bekräftigte zitiert zitierte urteilte schwärmt schwärmte lobt lobte
        lobten klagt klagte klagten beklagt beklagte beklagten bedauert bedauerte freut freute schilderte schildert
        resümiert resümierte bilanzierte entgegnete erwidert erwiderte gestand äußerte kommentiert kommentierte vermutet
        vermutete verlangt verlangte hofft hoffte glaubt scherzte prophezeite""",
    "according": "laut nach_angaben_von nach_den_worten_von zufolge",
    "pronouns": "er sie wir ich es man der",
    "determiners": "der die das den dem des ein eine einer eines sein seine ihr ihre dieser diese",
    "prepositions": "in im an am auf für von vom zu zum zur mit nach bei aus über unter vor gegen um durch seit",
    "conjunctions": "und aber oder dass als wenn weil während denn",
    "relatives": "der die",
    "between": """
        hat haben hatte hatten habe wird am auch dann noch nun so sich zudem weiter jedoch bereits gestern heute später
        schließlich""",
    "particles": "von der zu van",
    "days": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "noun_before": "",
}
_SPANISH = {
    "cues": """
        dice dicen dijo dijeron decía dicho afirma afirman afirmó afirmaron afirmado añade añadió añadieron
        añadido aseguró aseguran asegura aseguraron asegurado explicó explica explicaron explicado declaró
        declara declararon declarado señaló señala señalaron señalado indicó indica indicaron indicado
        sostuvo sostiene manifestó manifiesta manifestado expresó expresa expresado subrayó subraya
        subrayado destacó destaca destacado advirtió advierte advertido comentó comenta comentado anunció
        anuncia anunciado respondió responde respondido preguntó pregunta escribió escribe escrito insistió
        insiste insistido reconoció reconoce reconocido agregó agrega agregado apuntó apunta apuntado
        denunció denuncia denunciado recordó recuerda recordado reiteró reitera relató relata relatado concluyó concluye
        calificó contó cuenta contaba contado lamentó lamenta lamentaba lamentado adelantó adelanta adelantado criticó
        critica criticado celebró celebra celebrado confesó confiesa confesado admitió admite admitido aclaró aclara
        aclarado opinó opina precisó precisa precisado prometió promete exigió exige bromeó alertó alerta defendió
        defiende resumió detalló detalla aseguraba afirmaba explicaba señalaba recordaba sentenció zanjó""",
    "participles": "diciendo afirmando asegurando añadiendo explicando señalando indicando declarando",
    "according": "según de_acuerdo_con",
    "pronouns": "él ella ellos ellas quien",
    "determiners": "el la los las un una unos unas su sus este esta",
    "prepositions": "de del a al en por para con sin sobre entre desde hasta contra durante tras ante",
    "conjunctions": "y e pero o que cuando como si porque mientras",
    "relatives": "que quien",
    "between": "ha han había habían se también luego después ya además le les lo no ayer hoy",
    "particles": "de del la los y",
    "days": "lunes martes miércoles jueves viernes sábado domingo",
    "noun_before": "el la los las un una su",
}
_ITALIAN = {
    "cues": """
        dice dicono disse dissero detto diceva afferma affermano affermò affermato aggiunge aggiungono
        aggiunse aggiunto spiega spiegano spiegò spiegato dichiara dichiarano dichiarò dichiarato sostiene
        sostengono sostenuto sottolinea sottolineano sottolineato osserva osservato commenta commentato
        racconta raccontano raccontato risponde rispose risposto scrive scrivono scrisse scritto assicura
        assicurato annuncia annunciato avverte avvertito ricorda ricordato conclude concluso precisa
        precisato ribadisce ribadito ammette ammesso chiede chiesto denuncia denunciato definisce definito""",
    "participles": "dicendo affermando aggiungendo spiegando sottolineando assicurando",
    "according": "secondo",
    "pronouns": "lui lei loro egli ella chi",
    "determiners": "il lo la i gli le l' un uno una suo sua questo questa",
    "prepositions": "di del della dei delle da dal dalla a al alla in nel nella su sul per con tra fra contro dopo",
    "conjunctions": "e ed ma o che quando come se perché mentre",
    "relatives": "che",
    "between": "ha hanno aveva avevano si anche poi già è stato ancora inoltre gli lo non ieri oggi",
    "particles": "di de del della da",
    "days": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "noun_before": "il lo la i gli le un una",
}
_PORTUGUESE = {
    "cues": """
        diz dizem disse disseram dizia dito afirma afirmam afirmou afirmaram afirmado acrescenta acrescentou
        acrescentaram explica explicou explicaram declara declarou declararam garante garantiu sublinha
        sublinhou destaca destacou ressalta ressaltou refere referiu aponta apontou responde respondeu
        pergunta perguntou escreve escreveu conta contou anuncia anunciou admite admitiu lembra lembrou
        avisa avisou alerta alertou conclui concluiu reitera reiterou defende defendeu comenta comentou
        considera considerou""",
    "participles": "dizendo afirmando acrescentando explicando garantindo",
    "according": "segundo de_acordo_com conforme",
    "pronouns": "ele ela eles elas quem",
    "determiners": "o a os as um uma seu sua este esta",
    "prepositions": "de do da dos das em no na nos nas por pelo pela para com sem sobre entre desde até contra após",
    "conjunctions": "e mas ou que quando como se porque enquanto",
    "relatives": "que quem",
    "between": "tem têm tinha havia foi se também depois já ainda não lhe ontem hoje",
    "particles": "de da do dos das e",
    "days": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "noun_before": "os as um uma seu sua",
}
_DUTCH = {
    "cues": """
        zegt zeggen zei zeiden gezegd stelt stelde stelden verklaart verklaarde verklaarden vindt vond voegt
        voegde schrijft schreef schreven vertelt vertelde vertelden antwoordt antwoordde benadrukt
        benadrukte waarschuwt waarschuwde meldt meldde meldden vraagt vroeg noemt noemde reageert reageerde
        aldus denkt dacht legt legde""",
    "according": "volgens",
    "pronouns": "hij zij ze wij we ik het die",
    "determiners": "de het een zijn haar hun deze dit",
    "prepositions": "in op aan van voor met naar bij uit over onder tegen door tot na om te",
    "conjunctions": "en maar of dat als toen omdat terwijl want",
    "relatives": "die",
    "between": "heeft hebben had hadden is werd ook dan nog nu zich al gisteren vandaag op",
    "particles": "van de der den ter te",
    "days": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "noun_before": "de het een zijn haar",
}
_RUSSIAN = {
    "cues": """
        сказал сказала сказали заявил заявила заявили отметил отметила отметили добавил добавила добавили
        подчеркнул подчеркнула подчеркнули рассказал рассказала рассказали ответил ответила ответили сообщил
        сообщила сообщили объяснил объяснила пояснил пояснила написал написала говорит говорят считает
        считают назвал назвала утверждает утверждают уверен уверена признал признала предупредил
        предупредила""",
    "according": "по_словам по_мнению согласно",
    "pronouns": "он она они я мы",
    "prepositions": "в во на с со по из о об от до для к у при за над под перед",
    "conjunctions": "и а но что как когда если",
    "relatives": "который которая которые",
    "between": "также ранее позже уже ещё не",
}
_ARABIC_CUES = """
قال قالت قالوا وقال وقالت يقول تقول ويقول وتقول أضاف أضافت وأضاف وأضافت أكد أكدت وأكد وأكدت صرح صرحت وصرح أوضح أوضحت
وأوضح وأوضحت أعلن أعلنت وأعلن ذكر ذكرت وذكر وذكرت أشار أشارت وأشار اعتبر اعتبرت واعتبر كتب كتبت وكتب وصف وصفت تابع
وتابع شدد وشدد
"""
_ARABIC = {
    "cues": _ARABIC_CUES,
    "verb_first": _ARABIC_CUES,
    "according": "بحسب وفقا_ل حسب",
    "pronouns": "هو هي هم",
    "prepositions": "في من إلى على عن مع بين خلال بعد قبل عند منذ حول ضد أمام",
    "conjunctions": "إن أن بأن و أو ثم إنه إنها أنه أنها إنهم لكن عندما",
}

WORDS = {
    "fr": _FRENCH,
    "de": _GERMAN,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "ru": _RUSSIAN,
    "ar": _ARABIC,
}
"""The fields of a lexicon, a language each (ISO 639-1)."""
