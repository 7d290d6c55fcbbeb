import ActorExtraction
import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import Linguistics
import SourceTexts
import TestSupport
import Testing

/// What the coder makes of whole sentences through the real language model and the real actor resolver.
///
/// Events are written `CATEGORY status actors > recipients`, the sides by their codes.
@Suite(.enabled(if: TestModel.folder != nil, "needs the language model: run Scripts/setup"))
struct SentenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var sentence: String
    var events: [String]
    var testDescription: String { sentence }

    init(_ sentence: String, _ events: String...) {
      self.sentence = sentence
      self.events = events
    }
  }

  /// Loaded once: the sentences are many and short.
  private static let stages = Result { () throws -> (LanguagePipeline, ActorResolver, EventCoder) in
    let folder = try #require(TestModel.folder)
    return (
      try LanguagePipeline.load(folder: folder), try ActorResolver(lexicon: ActorLexicon.load()), try EventCoder()
    )
  }

  private func events(_ sentence: String) throws -> [Event] {
    let (pipeline, resolver, coder) = try Self.stages.get()
    let block = Block(kind: .paragraph, span: Span(0, sentence.utf8.count))
    let document = AnalysedDocument(
      source: SourceText(text: sentence, blocks: [block], format: .plainText),
      passages: [ClauseRepair.repaired(pipeline.makeAnnotator().analyse(ReadingText(verbatim: sentence)))])
    return coder.events(in: document, mentions: resolver.mentions(in: document, times: [], published: nil))
  }

  private func expect(_ expected: Case) throws {
    func codes(_ side: [ActorMention]) -> String { side.map { $0.code?.rawValue ?? "?" }.joined(separator: ",") }
    let found = try events(expected.sentence).map { event in
      "\(event.category.rawValue) \(event.status.rawValue) \(codes(event.actors)) > \(codes(event.recipients))"
    }
    #expect(found == expected.events)
  }

  @Test(arguments: [
    Case("Iran sold oil to China, according to Reuters.", "COOPERATE occurred IRN > CHN"),
    Case("Russia agreed to supply missiles, according to Iran.", "AGREE occurred RUS > "),
    Case("According to Turkey, Russia attacked Ukraine in March.", "ASSAULT occurred RUS > UKR"),
  ]) func whoIsOnlyQuotedIsNoParty(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("The minister told reporters that Russia and Iran had signed an agreement.", "SUPPORT occurred RUS,IRN > "),
    Case("Rouhani told Putin that Iran was ready."),
    Case("Iran told him that the deal was dead."),
    Case("Trump told Iran to stop the enrichment.", "REQUEST occurred USA > IRN"),
    Case("Putin told Rouhani to withdraw from Syria.", "REQUEST occurred RUS > SYR"),
  ]) func onlyTellingToDoSomethingIsARequest(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("The French press attacked the plan of the British government.", "ACCUSE occurred FRA > GBR"),
    Case("The opposition in Israel attacked the treaty with Egypt.", "ACCUSE occurred ISR > EGY"),
    Case("A newspaper in Tehran attacked Russia for its vote.", "ACCUSE occurred IRN > RUS"),
    Case("Critics in Germany attacked the decision of France.", "ACCUSE occurred DEU > FRA"),
    Case("Iran hit back at the United States over the sanctions.", "ACCUSE occurred IRN > USA"),
    Case("Turkey blasted Israel over Gaza.", "ACCUSE occurred TUR > ISR"),
    Case("The British government came under fire from France.", "ACCUSE occurred FRA > GBR"),
    Case("Russia shot down the proposal of France.", "REJECT occurred RUS > FRA"),
    Case("Journalists bombarded the French minister with questions."),
    Case("Russia and Saudi Arabia fought a price war."),
    Case(
      "After Turkey shot down a Russian bomber in November 2015, Moscow imposed sanctions on Turkish goods and halted charter flights.",
      "ASSAULT occurred TUR > RUS",
      "SANCTION occurred RUS > TUR",
      "SANCTION occurred RUS > "),
  ]) func attacksInWordsAreNoAssaults(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Did Chile attack Bolivia?"),
    Case("Has Japan recognised Manchuria and signed a treaty with China?"),
    Case("Why did Chile attack Bolivia?", "ASSAULT occurred CHL > BOL"),
  ]) func whatIsOnlyAskedDidNotHappen(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Italy beat France 3-1 in Rome."),
    Case("Argentina defeated Germany in the final of the tournament."),
    Case("Italy defeated Ethiopia in 1936.", "ASSAULT occurred ITA > ETH"),
  ]) func gamesAreNoBattles(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("On Thursday Peru invaded Ecuador.", "ASSAULT occurred PER > ECU"),
    Case(
      "Iran arrested sailors and Britain condemned the arrest.", "COERCE occurred IRN > IRN", "ACCUSE occurred GBR > "),
    Case("Kuwait followed the example of Qatar by severing ties with Syria.", "SANCTION occurred KWT > SYR"),
    Case("Egypt responded with an air strike on Libya.", "ASSAULT occurred EGY > LBY"),
  ]) func findsWhoActsWhereTheParseGaveItAway(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Austria took Bosnia from Turkey.", "COERCE occurred AUT > TUR"),
    Case("German troops had occupied most of Belgium.", "COERCE occurred DEU > BEL"),
    Case("The emperor of Ethiopia fled to Britain.", "RETREAT occurred ETH > GBR"),
    Case("Slovenia declared independence from Serbia.", "REJECT occurred SVN > SRB"),
    Case("Spain withdrew its veto on the bid of Gibraltar.", "CONCEDE occurred ESP > GIB"),
    Case("Italy agreed to the demands of Ethiopia.", "CONCEDE occurred ITA > ETH"),
    Case("Poland and Lithuania reached an agreement.", "SUPPORT occurred POL,LTU > "),
    Case("Poland and Lithuania clashed at the conference.", "ACCUSE occurred POL,LTU > "),
    Case("Spain told Morocco that it could give no guarantee.", "REJECT occurred ESP > MAR"),
    Case("France gave Poland 2 billion francs in loans.", "AID occurred FRA > POL"),
    Case("The treaty transferred Cyprus from Turkey to Britain.", "RETREAT occurred TUR > GBR"),
    Case("Spain discussed Gibraltar with Britain.", "CONSULT occurred ESP,GBR > "),
  ]) func findsDeedsByTheirOwnWords(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Tensions between Greece and Turkey contributed to the crisis of Cyprus."),
    Case("The pact reduced the threat of war between Greece and Turkey.", "ASSAULT hypothetical GRC,TUR > "),
    Case("Greece had no interest in supporting Turkey.", "SUPPORT denied GRC > TUR"),
    Case("Spain had no intention of recognising Kosovo.", "SUPPORT denied ESP > XKX"),
  ]) func statesOfAffairsAreNoDeeds(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Russia may attack Ukraine.", "ASSAULT hypothetical RUS > UKR"),
    Case("Russia could have attacked Georgia in 2008.", "ASSAULT hypothetical RUS > GEO"),
    Case(
      "Had Germany attacked France, Britain would have declared war.",
      "ASSAULT hypothetical DEU > FRA",
      "THREATEN hypothetical GBR > "),
    Case("Should China invade Taiwan, the United States would intervene.", "ASSAULT hypothetical CHN > TWN"),
    Case("Were Russia to invade Estonia, NATO would respond.", "ASSAULT hypothetical RUS > EST"),
    Case("Iran is to sign an agreement with China on Friday.", "AGREE expected IRN,CHN > "),
    Case("Putin was about to visit Tehran when the war began.", "AGREE expected RUS > IRN"),
    Case(
      "If Russia invaded Ukraine, the United States would impose sanctions.",
      "ASSAULT hypothetical RUS > UKR",
      "THREATEN hypothetical USA > "),
    Case("Unless Russia withdraws its troops, the EU will impose new sanctions.", "THREATEN hypothetical EUR > "),
    Case("Only if Serbia recognises Kosovo will the EU accept it as a member.", "SUPPORT hypothetical SRB > XKX"),
    Case("Washington warned that Russia might attack Ukraine.", "ASSAULT hypothetical RUS > UKR"),
  ]) func modalsAndConditionsLeaveAnEventOpen(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("France suggested that Britain bomb Syria.", "ASSAULT hypothetical GBR > SYR"),
    Case("Hitler proposed to invade Spain.", "THREATEN expected DEU > ESP"),
    Case("Britain considered attacking Iran.", "THREATEN hypothetical GBR > IRN"),
    Case("Russia planned to invade Ukraine.", "THREATEN expected RUS > UKR"),
    Case("Russia was ready to attack Georgia.", "THREATEN expected RUS > GEO"),
    Case("Israel wanted to bomb Iran.", "THREATEN hypothetical ISR > IRN"),
    Case("Poland feared that Russia would invade Lithuania.", "THREATEN hypothetical RUS > LTU"),
    Case("Germany drew up a plan to attack France.", "THREATEN expected DEU > FRA"),
    Case("Analysts say China is preparing to invade Taiwan.", "THREATEN expected CHN > TWN"),
    Case("He predicted that Israel would attack Iran before the year was out.", "THREATEN expected ISR > IRN"),
    Case("Russia promised not to attack Ukraine.", "AGREE occurred RUS > UKR"),
    Case("Turkey agreed not to block Sweden's accession to NATO.", "AGREE occurred TUR > SWE"),
    Case("Poland is willing to host American troops.", "AGREE occurred POL > USA"),
  ]) func intentionsAreNotDeeds(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Iran did not sign the agreement with Russia.", "SUPPORT denied IRN,RUS > "),
    Case("Britain never attacked Persia.", "ASSAULT denied GBR > IRN"),
    Case("Iran refused to withdraw its troops from Syria.", "REJECT occurred IRN > SYR"),
    Case("I do not think that Russia attacked Iran.", "ASSAULT denied RUS > IRN"),
    Case("Moscow doesn't believe that Iran supplied the drones to Russia.", "AID denied IRN > RUS"),
    Case(
      "Russia not only condemned Israel but also recalled its ambassador.",
      "ACCUSE occurred RUS > ISR",
      "SANCTION occurred RUS > ISR"),
    Case("Neither Russia nor China signed the treaty.", "SUPPORT denied RUS,CHN > "),
    Case("France no longer supports the government of Mali.", "SUPPORT denied FRA > MLI"),
    Case("Turkey neither condemned nor supported Russia.", "ACCUSE denied TUR > ", "SUPPORT denied TUR > RUS"),
    Case("Instead of attacking Poland, Hitler attacked Norway.", "ASSAULT occurred DEU > NOR"),
    Case("Russia pretended to withdraw from Kyiv.", "RETREAT denied RUS > UKR"),
    Case("Russia did not stop supplying gas to Hungary.", "SANCTION denied RUS > HUN"),
    Case("Britain would not recognise the Bolshevik government until 1924.", "SUPPORT occurred GBR > RUS"),
    Case("The State Department did not say that Iran had attacked Israel.", "ASSAULT hypothetical IRN > ISR"),
    Case("Israel has not ruled out attacking Iran.", "ASSAULT hypothetical ISR > IRN"),
    Case("Israel ruled out an attack on Iran.", "ASSAULT denied ISR > IRN"),
    Case("It is unlikely that Russia will withdraw from Syria.", "CONCEDE hypothetical RUS > SYR"),
  ]) func whatIsDeniedDidNotOccur(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("There is no possibility of an alliance between Iran and Israel.", "SUPPORT denied IRN,ISR > "),
    Case("Fears of a Soviet invasion of Turkey grew in 1946.", "ASSAULT hypothetical RUS > TUR"),
    Case(
      "Plans for a joint invasion of Egypt by Britain and France were drawn up in Paris.",
      "THREATEN expected GBR,FRA > EGY"),
    Case("The proposed alliance between Poland and Romania never materialised.", "SUPPORT denied POL,ROU > "),
    Case("A Russian attack on Finland cannot be excluded.", "ASSAULT hypothetical RUS > FIN"),
    Case("Any attack on Iran would provoke a response.", "THREATEN hypothetical  > IRN"),
    Case("The prospect of a war between India and Pakistan alarmed Washington.", "ASSAULT hypothetical IND,PAK > "),
    Case(
      "A rapprochement between Ankara and Damascus, mediated by Moscow, remains possible.",
      "SUPPORT hypothetical TUR,SYR > "),
    Case(
      "Vietnam has upgraded ties with the United States to a comprehensive strategic partnership without abandoning its friendship with Russia.",
      "SUPPORT occurred VNM,USA > ",
      "SANCTION denied RUS,VNM > "),
  ]) func nounsAreAsRealAsTheirSurroundings(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("France sent envoys to negotiate with Austria.", "CONSULT occurred FRA > ", "CONSULT expected FRA,AUT > ")
  ]) func purposesAreExpected(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("The World Trade Organization welcomed China.", "SUPPORT occurred IGO > CHN"),
    Case("The Minister for Trade of France spoke on Monday."),
    Case("The Defence Cooperation Agency of the United States published its report on Taiwan."),
    Case("The Sanctions Committee of the United Nations met Iran's envoy.", "CONSULT occurred UNO,IRN > "),
    Case("Sadat of Egypt and Begin of Israel received the Nobel Peace Prize."),
    Case("The Naval War College in the United States studied China."),
    Case("The Council for Mutual Economic Assistance included Poland and Hungary."),
    Case("The Stockholm International Peace Research Institute reported that Russia led arms exports."),
    Case("The Ministry of Defence of Russia published a video."),
    Case("The U.S. Agency for International Development operated in Egypt."),
  ]) func namesHoldNoEvents(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("France and Britain signed the Entente Cordiale in 1904.", "SUPPORT occurred FRA,GBR > "),
    Case("Iran ratified the JCPOA.", "SUPPORT occurred IRN > "),
    Case("Russia withdrew from the INF Treaty.", "SANCTION occurred RUS > USA"),
    Case("The Gulistan treaty ended the war between Russia and Persia.", "RETREAT occurred RUS,IRN > "),
    Case("The United States withdrew from the JCPOA in 2018.", "SANCTION occurred USA > "),
    Case("Turkey ratified the Montreux Convention.", "SUPPORT occurred TUR > "),
    Case(
      "Lord Curzon, the British foreign secretary, negotiated the Anglo-Persian Agreement of 1919, but the Persian parliament never ratified it.",
      "AGREE occurred GBR,IRN > "),
  ]) func agreementsAreKnownByTheirNames(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case(
      "The Hashemite kingdoms of Iraq and Jordan formed a federation in February 1958.",
      "SUPPORT occurred IRQ,JOR > "),
    Case("De Gaulle vetoed Britain's application to the Common Market twice.", "REJECT occurred FRA > GBR"),
    Case(
      "The British bombarded Alexandria in 1882 and occupied Egypt.",
      "ASSAULT occurred GBR > EGY",
      "COERCE occurred GBR > EGY"),
    Case(
      "Relations between Paris and Berlin were strained by the Moroccan crisis of 1911.",
      "SANCTION occurred FRA,DEU > "),
    Case(
      "Soviet-Iranian relations deteriorated after the Shah joined the Baghdad Pact.",
      "SANCTION occurred IRN,RUS > ",
      "SUPPORT occurred IRN > IGO"),
    Case(
      "The United States, Britain and France protested jointly to Moscow over the Berlin blockade.",
      "ACCUSE occurred USA,GBR,FRA > RUS"),
    Case(
      "Argentina invaded the Falklands in April 1982; Britain sent a task force and retook the islands in June.",
      "ASSAULT occurred ARG > FLK",
      "MOBILIZE occurred GBR > ",
      "ASSAULT occurred GBR > "),
    Case(
      "Tito, whom Stalin had denounced as a traitor, received loans from Washington and bought wheat from Canada.",
      "ACCUSE occurred RUS > SRB",
      "AID occurred USA > SRB",
      "COOPERATE occurred SRB > CAN"),
    Case(
      "Georgia, which had hoped for NATO membership, lost control of Abkhazia after a five-day war with Russia.",
      "ASSAULT occurred RUS,GEO > "),
    Case(
      "Algeria accused Morocco of hostile acts and severed ties with it.",
      "ACCUSE occurred DZA > MAR",
      "SANCTION occurred DZA > MAR"),
    Case(
      "Warsaw Pact troops entered Czechoslovakia in August 1968 and arrested Dubcek.",
      "MOBILIZE occurred IGO > CZE",
      "COERCE occurred IGO > CZE"),
    Case("Ten years of war between Iran and Iraq ended in a stalemate.", "ASSAULT occurred IRN,IRQ > "),
    Case(
      "Brazil broke relations with the Axis and sent an expeditionary force to Italy.",
      "SANCTION occurred BRA > IGO",
      "MOBILIZE occurred BRA > ITA"),
    Case(
      "In September 2023 Kim Jong Un travelled to Russia's Far East, where he and Putin discussed military cooperation.",
      "CONSULT occurred PRK > RUS",
      "CONSULT occurred PRK,RUS > "),
    Case(
      "Austria-Hungary presented Serbia with an ultimatum, to which Serbia replied within two days.",
      "THREATEN occurred AUT > SRB"),
    Case(
      "Mexico nationalised the oil companies, whereupon Britain recalled its minister and suspended trade.",
      "COERCE occurred MEX > ",
      "SANCTION occurred GBR > MEX",
      "SANCTION occurred GBR > MEX"),
    Case("Chinese and Indian troops clashed along the disputed border in 1962.", "ASSAULT occurred CHN,IND > "),
    Case(
      "The Ottoman Empire, encouraged by Germany, closed the Straits to Russian ships and bombarded Odessa.",
      "SANCTION occurred TUR > RUS",
      "ASSAULT occurred TUR > UKR"),
    Case(
      "Libya was accused by the United States of training guerrillas, a charge that Tripoli denied.",
      "ACCUSE occurred USA > LBY"),
    Case(
      "King Hussein of Jordan expelled the Palestinian guerrillas, and Syria sent tanks across the border.",
      "COERCE occurred JOR > PSE",
      "MOBILIZE occurred SYR > "),
    Case(
      "Chile and Argentina, on the brink of war over the Beagle Channel, accepted papal mediation.",
      "AGREE occurred CHL,ARG > VAT"),
    Case(
      "Spain lost Cuba, Puerto Rico and the Philippines to the United States in 1898.",
      "RETREAT occurred ESP > USA"),
    Case(
      "Italy, which had joined the Triple Alliance in 1882, declared war on Austria-Hungary in May 1915 after signing the secret Treaty of London with Britain, France and Russia.",
      "SUPPORT occurred ITA > IGO",
      "ASSAULT occurred ITA > AUT",
      "SUPPORT occurred ITA,GBR,FRA,RUS > "),
    Case(
      "In 1979 Egypt and Israel signed a peace treaty, whereupon the Arab League suspended Egypt and moved its headquarters to Tunis.",
      "SUPPORT occurred EGY,ISR > ",
      "SANCTION occurred IGO > EGY"),
    Case(
      "France lent Russia 400 million francs in 1891 and financed the railways in Poland.",
      "AID occurred FRA > RUS",
      "AID occurred FRA > POL"),
    Case(
      "Mussolini's invasion of Ethiopia was condemned by the League of Nations, which imposed sanctions on Italy.",
      "ACCUSE occurred IGO > ITA",
      "SANCTION occurred IGO > ITA"),
    Case("Denmark was occupied by German troops in April 1940; Sweden remained neutral.", "COERCE occurred DEU > DNK"),
  ]) func codesSentencesOfHistories(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case(
      "Saudi Arabia and Iran, after seven years of hostility, agreed in Beijing to restore diplomatic relations.",
      "AGREE occurred SAU,IRN > "),
    Case(
      "Analysts in Tehran suspect that Russia has been sharing intelligence on Iranian positions with Israel.",
      "COOPERATE ongoing RUS > ISR"),
    Case(
      "In exchange for Iranian drones, Russia is said to have promised Tehran Su-35 fighters.",
      "AGREE occurred RUS > IRN"),
    Case(
      "Turkey's drones, sold to Azerbaijan, Ukraine and Ethiopia, have made Ankara an important arms exporter.",
      "COOPERATE occurred TUR > AZE,UKR,ETH"),
    Case("Both Armenia and Azerbaijan accuse each other of violating the ceasefire.", "ACCUSE occurred ARM,AZE > "),
    Case("It was Washington that pushed Seoul to impose export controls on China.", "REQUEST occurred USA > KOR"),
    Case(
      "Germany's refusal to send Taurus missiles to Ukraine disappointed London and Paris.",
      "REJECT occurred DEU > UKR"),
    Case(
      "Pakistan and India exchanged fire across the Line of Control, each blaming the other for starting it.",
      "ASSAULT occurred PAK,IND > "),
    Case(
      "The Taliban have asked Tehran to release water from the Helmand dams, while Iran accuses Kabul of withholding it.",
      "REQUEST occurred AFG > IRN",
      "ACCUSE occurred IRN > AFG"),
  ]) func codesSentencesOfEssays(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case(
      "NATO jets scrambled to intercept Russian planes near Estonia, the alliance said.",
      "MOBILIZE occurred IGO > RUS"),
    Case(
      "Lebanon's foreign ministry handed a letter of protest to the Syrian ambassador.",
      "ACCUSE occurred LBN > SYR"),
    Case(
      "China lodged solemn representations with Japan after its prime minister visited the Yasukuni shrine.",
      "ACCUSE occurred CHN > JPN"),
    Case(
      "Iran released a British tanker it had seized in July.",
      "RETREAT occurred IRN > GBR",
      "COERCE occurred IRN > GBR"),
    Case(
      "The Iranian navy and the Russian fleet held joint exercises in the Indian Ocean.",
      "COOPERATE occurred IRN,RUS > "),
    Case(
      "Serbia has bought air defence missiles from China and received armoured vehicles as a gift from Russia.",
      "COOPERATE occurred SRB > CHN",
      "AID occurred RUS > SRB"),
    Case(
      "Thailand and Cambodia traded artillery fire on Thursday, each accusing the other of firing first.",
      "ASSAULT occurred THA,KHM > "),
    Case("Hundreds of Afghan refugees were deported from Pakistan to Afghanistan.", "COERCE occurred PAK > AFG"),
    Case("No American president visited India between 1978 and 2000.", "CONSULT denied USA > IND"),
    Case(
      "Foreign ministers from Armenia and Azerbaijan will meet in Washington next week.",
      "AGREE expected ARM,AZE > "),
    Case(
      "Indonesia and Malaysia have lodged protests with Beijing over Chinese patrols.",
      "ACCUSE occurred IDN,MYS > CHN"),
    Case(
      "SEOUL (Reuters) - North Korea fired two ballistic missiles into the sea off its east coast on Tuesday, South Korea's military said, hours after the United States and South Korea began joint drills.",
      "MOBILIZE occurred PRK > ",
      "COOPERATE occurred USA,KOR > "),
    Case(
      "MOSCOW, March 3 (Reuters) - Russia on Thursday rejected Ukraine's proposal for direct talks between Putin and Zelensky.",
      "REJECT occurred RUS > UKR"),
    Case(
      "France summoned the U.S. ambassador after reports that Washington had spied on French presidents.",
      "ACCUSE occurred FRA > USA"),
    Case(
      "\"We strongly condemn the Israeli attack on Syria,\" a Russian foreign ministry spokeswoman told reporters.",
      "ACCUSE occurred RUS > ISR"),
    Case(
      "Russian President Vladimir Putin will visit China next month for talks with Xi Jinping, the Kremlin said on Friday.",
      "AGREE expected RUS > CHN"),
    Case(
      "Germany said it would provide Ukraine with a further 1 billion euros in military aid.",
      "AGREE expected DEU > UKR"),
    Case(
      "Armenia's prime minister asked Russia's leader for military assistance on Wednesday, accusing Azerbaijan of occupying Armenian territory.",
      "REQUEST occurred ARM > RUS",
      "ACCUSE occurred ARM > AZE"),
    Case(
      "The Philippines protested to China after a coastguard ship used water cannon against a Philippine boat.",
      "ACCUSE occurred PHL > CHN"),
    Case(
      "Kenya and Somalia have agreed to restore diplomatic ties, six months after Mogadishu cut them, Qatar's foreign ministry said.",
      "AGREE occurred KEN,SOM > "),
    Case(
      "British and French fighter jets intercepted Russian bombers over the North Sea.",
      "MOBILIZE occurred GBR,FRA > RUS"),
    Case("Ethiopia was supplied with weapons by the Soviet Union.", "AID occurred RUS > ETH"),
  ]) func codesSentencesOfNewspapers(_ sentence: Case) throws {
    try expect(sentence)
  }

  @Test(arguments: [
    Case("Japan imposed a protectorate on Korea.", "COERCE occurred JPN > KOR"),
    Case("France established a protectorate over Tunisia.", "COERCE occurred FRA > TUN"),
    Case("Britain blockaded Germany.", "COERCE occurred GBR > DEU"),
    Case("War broke out between France and Prussia.", "ASSAULT occurred FRA,DEU > "),
    Case("The Hungarians revolted against Austria.", "PROTEST occurred HUN > AUT"),
    Case("Britain promised Italy territory.", "AGREE occurred GBR > ITA"),
    Case("A Persian embassy reached Moscow.", "CONSULT occurred IRN > RUS"),
    Case("Russia cut off gas to Ukraine.", "SANCTION occurred RUS > UKR"),
    Case("The United States suspended some $130 million in aid to Ethiopia.", "SANCTION occurred USA > ETH"),
    Case("Russia's invasion of Ukraine should have brought the neighbours together.", "ASSAULT occurred RUS > UKR"),
    Case("Germany's invasion of Poland did not surprise the generals.", "ASSAULT occurred DEU > POL"),
  ]) func codesTheVerbsOfDiplomaticHistory(_ sentence: Case) throws {
    try expect(sentence)
  }
}
