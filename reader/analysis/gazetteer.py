"""Public facts about names: countries with their people and capitals, and organisations the world's news is full of.

They settle what a name is where the model wavers ("the Kremlin": an organisation), and which names mean the same
("the US", "the United States").
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from reader.model import EntityType

# country and other names | its people and what is theirs | capital; a space inside a group's name is a _
_COUNTRIES = """
Afghanistan|Afghan Afghans|Kabul
Albania|Albanian Albanians|Tirana
Algeria|Algerian Algerians|Algiers
Angola|Angolan Angolans|Luanda
Argentina|Argentine Argentinian Argentines|Buenos Aires
Armenia|Armenian Armenians|Yerevan
Australia|Australian Australians|Canberra
Austria|Austrian Austrians|Vienna
Azerbaijan|Azerbaijani Azerbaijanis Azeri|Baku
Bahrain|Bahraini Bahrainis|Manama
Bangladesh|Bangladeshi Bangladeshis|Dhaka
Belarus|Belarusian Belarusians|Minsk
Belgium|Belgian Belgians|Brussels
Bolivia|Bolivian Bolivians|La Paz
Bosnia and Herzegovina,Bosnia|Bosnian Bosnians|Sarajevo
Botswana|Botswanan|Gaborone
Brazil|Brazilian Brazilians|Brasília
Bulgaria|Bulgarian Bulgarians|Sofia
Burkina Faso|Burkinabe|Ouagadougou
Cambodia|Cambodian Cambodians|Phnom Penh
Cameroon|Cameroonian Cameroonians|Yaoundé
Canada|Canadian Canadians|Ottawa
Chad|Chadian Chadians|N'Djamena
Chile|Chilean Chileans|Santiago
China,People's Republic of China|Chinese|Beijing
Colombia|Colombian Colombians|Bogotá
Costa Rica|Costa_Rican|San José
Croatia|Croatian Croatians Croat Croats|Zagreb
Cuba|Cuban Cubans|Havana
Cyprus|Cypriot Cypriots|Nicosia
Czech Republic,Czechia|Czech Czechs|Prague
Democratic Republic of the Congo,Congo,DRC|Congolese|Kinshasa
Denmark|Danish Dane Danes|Copenhagen
Ecuador|Ecuadorian Ecuadorians|Quito
Egypt|Egyptian Egyptians|Cairo
El Salvador|Salvadoran Salvadorans|San Salvador
Eritrea|Eritrean Eritreans|Asmara
Estonia|Estonian Estonians|Tallinn
Ethiopia|Ethiopian Ethiopians|Addis Ababa
Finland|Finnish Finn Finns|Helsinki
France|French Frenchman Frenchwoman|Paris
Georgia|Georgian Georgians|Tbilisi
Germany|German Germans|Berlin
Ghana|Ghanaian Ghanaians|Accra
Greece|Greek Greeks|Athens
Guatemala|Guatemalan Guatemalans|Guatemala City
Haiti|Haitian Haitians|Port-au-Prince
Honduras|Honduran Hondurans|Tegucigalpa
Hungary|Hungarian Hungarians|Budapest
Iceland|Icelandic Icelanders|Reykjavik
India|Indian Indians|New Delhi
Indonesia|Indonesian Indonesians|Jakarta
Iran|Iranian Iranians|Tehran
Iraq|Iraqi Iraqis|Baghdad
Ireland|Irish|Dublin
Israel|Israeli Israelis|Jerusalem
Italy|Italian Italians|Rome
Ivory Coast,Côte d'Ivoire|Ivorian Ivorians|Yamoussoukro
Jamaica|Jamaican Jamaicans|Kingston
Japan|Japanese|Tokyo
Jordan|Jordanian Jordanians|Amman
Kazakhstan|Kazakh Kazakhs|Astana
Kenya|Kenyan Kenyans|Nairobi
Kosovo|Kosovar Kosovars|Pristina
Kuwait|Kuwaiti Kuwaitis|Kuwait City
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian Laotians Lao|Vientiane
Latvia|Latvian Latvians|Riga
Lebanon|Lebanese|Beirut
Libya|Libyan Libyans|Tripoli
Lithuania|Lithuanian Lithuanians|Vilnius
Luxembourg|Luxembourgish|
Malaysia|Malaysian Malaysians|Kuala Lumpur
Mali|Malian Malians|Bamako
Malta|Maltese|Valletta
Mexico|Mexican Mexicans|Mexico City
Moldova|Moldovan Moldovans|Chisinau
Mongolia|Mongolian Mongolians|Ulaanbaatar
Montenegro|Montenegrin Montenegrins|Podgorica
Morocco|Moroccan Moroccans|Rabat
Mozambique|Mozambican Mozambicans|Maputo
Myanmar,Burma|Burmese|Naypyidaw
Namibia|Namibian Namibians|Windhoek
Nepal|Nepali Nepalese|Kathmandu
Netherlands,Holland|Dutch|Amsterdam
New Zealand|New_Zealander New_Zealanders|Wellington
Nicaragua|Nicaraguan Nicaraguans|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian Nigerians|Abuja
North Korea|North_Korean|Pyongyang
North Macedonia|Macedonian Macedonians|Skopje
Norway|Norwegian Norwegians|Oslo
Oman|Omani Omanis|Muscat
Pakistan|Pakistani Pakistanis|Islamabad
Palestine|Palestinian Palestinians|Ramallah
Panama|Panamanian Panamanians|Panama City
Paraguay|Paraguayan Paraguayans|Asunción
Peru|Peruvian Peruvians|Lima
Philippines|Filipino Filipinos Philippine|Manila
Poland|Polish Pole Poles|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari Qataris|Doha
Romania|Romanian Romanians|Bucharest
Russia,Russian Federation|Russian Russians|Moscow
Rwanda|Rwandan Rwandans|Kigali
Saudi Arabia|Saudi Saudis|Riyadh
Senegal|Senegalese|Dakar
Serbia|Serbian Serbians Serb Serbs|Belgrade
Singapore|Singaporean Singaporeans|
Slovakia|Slovak Slovaks|Bratislava
Slovenia|Slovenian Slovenians Slovene Slovenes|Ljubljana
Somalia|Somali Somalis|Mogadishu
South Africa|South_African|Pretoria
South Korea|South_Korean|Seoul
South Sudan|South_Sudanese|Juba
Spain|Spanish Spaniard Spaniards|Madrid
Sri Lanka|Sri_Lankan|Colombo
Sudan|Sudanese|Khartoum
Sweden|Swedish Swede Swedes|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian Syrians|Damascus
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik Tajiks|Dushanbe
Tanzania|Tanzanian Tanzanians|Dodoma
Thailand|Thai Thais|Bangkok
Tunisia|Tunisian Tunisians|Tunis
Turkey,Türkiye|Turkish Turk Turks|Ankara
Turkmenistan|Turkmen|Ashgabat
Uganda|Ugandan Ugandans|Kampala
Ukraine|Ukrainian Ukrainians|Kyiv
United Arab Emirates,UAE|Emirati Emiratis|Abu Dhabi
United Kingdom,UK,U.K.,Britain,Great Britain|British Briton Britons|London
United States,US,U.S.,USA,U.S.A.,United States of America,America|American Americans|Washington
Uruguay|Uruguayan Uruguayans|Montevideo
Uzbekistan|Uzbek Uzbeks|Tashkent
Venezuela|Venezuelan Venezuelans|Caracas
Vietnam|Vietnamese|Hanoi
Yemen|Yemeni Yemenis|Sanaa
Zambia|Zambian Zambians|Lusaka
Zimbabwe|Zimbabwean Zimbabweans|Harare
"""

_ORGANISATIONS = """
African Union,AU
Amnesty International
Associated Press,AP
BBC
Bundestag
Central Intelligence Agency,CIA
CNN
Downing Street,10 Downing Street,No 10
Elysee,Élysée,Elysee Palace,Élysée Palace
European Central Bank,ECB
European Commission
European Parliament
European Union,EU,E.U.
Federal Bureau of Investigation,FBI
Federal Reserve,Fed
G7,G-7
G20,G-20
Hamas
Hezbollah,Hizbollah
Human Rights Watch,HRW
International Atomic Energy Agency,IAEA
International Criminal Court,ICC
International Monetary Fund,IMF
Islamic State,ISIS,ISIL
Kremlin
NATO,Nato,North Atlantic Treaty Organization,North Atlantic Treaty Organisation
OPEC,Opec
Organization for Security and Co-operation in Europe,OSCE
Pentagon
Red Cross
Reuters
Taliban
UN Security Council,U.N. Security Council,Security Council
Unicef,UNICEF
United Nations,UN,U.N.
Wall Street Journal,WSJ
White House
World Bank
World Health Organization,World Health Organisation,WHO
World Trade Organization,World Trade Organisation,WTO
"""

_GROUPS = """
African Africans African_American African_Americans African-American African-Americans Arab Arabs Asian Asians
Balkan Baltic Basque Basques Catalan Catalans Chechen Chechens European
Europeans Kurd Kurds Kurdish Latino Latinos Hispanic Hispanics Roma Scandinavian Scot Scots Scottish Slavic Tatar
Tatars Uighur Uighurs Uyghur Uyghurs Welsh English Western
Buddhist Buddhists Catholic Catholics Christian Christians Hindu Hindus Islamic Islamist Islamists Jew Jews Jewish
Mormon Mormons Muslim Muslims Orthodox Protestant Protestants Shia Shiite Shiites Sikh Sikhs Sunni Sunnis
Communist Communists Conservative Conservatives Democrat Democrats Democratic Labour Liberal Liberals Nazi Nazis
Republican Republicans Socialist Socialists Tory Tories
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a name stands for: the name it goes by everywhere, and its type."""

    name: str
    type: EntityType


_LEAST_UNWRITTEN = 4
"""Letters; shorter names are other words in other letters: "us", "WHO"."""


def look_up(name: str) -> Fact | None:
    """What is publicly known of a name as it is written, without a leading "the".

    One all in capitals or all in small letters is found however it is written otherwise.
    """
    straight = name.replace("’", "'")
    fact = _facts().get(straight)
    if fact is None and len(name) >= _LEAST_UNWRITTEN and (name.isupper() or name.islower()):
        return _unwritten_facts().get(straight.casefold())
    return fact


@cache
def _unwritten_facts() -> dict[str, Fact]:
    return {name.casefold(): fact for name, fact in _facts().items() if len(name) >= _LEAST_UNWRITTEN}


def _one_of(group: str, groups: Collection[str]) -> str:
    """What several of a group are called each: "American" for "Americans", if that is among the groups."""
    return group[:-1] if group[:-1] in groups else group


@cache
def _facts() -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    groups = frozenset(word.replace("_", " ") for word in _GROUPS.split())
    for group in groups:
        facts[group] = Fact(_one_of(group, groups), EntityType.GROUP)
    for line in _COUNTRIES.strip().split("\n"):
        names, people, capital = line.split("|")
        if capital:
            facts[capital] = Fact(capital, EntityType.PLACE)
        demonyms = [word.replace("_", " ") for word in people.split()]
        for demonym in demonyms:
            facts[demonym] = Fact(_one_of(demonym, demonyms), EntityType.GROUP)
        country, *others = names.split(",")
        for name in (country, *others):
            facts[name] = Fact(country, EntityType.PLACE)
    for line in _ORGANISATIONS.strip().split("\n"):
        organisation, *others = line.split(",")
        for name in (organisation, *others):
            facts[name] = Fact(organisation, EntityType.ORGANISATION)
    return facts
