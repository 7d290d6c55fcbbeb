import Findings

/// A side as merging compares it: a code, and the polity where that is more than the code says.
public struct SignatureParty: Sendable, Hashable, Comparable {
  public var code: ActorCode
  /// `polity:north-vietnam`
  public var polity: String?

  public init(code: ActorCode, polity: String? = nil) {
    self.code = code
    self.polity = polity
  }

  /// - Parameter key: an actor's key in the knowledge files; only a polity's is kept.
  public init(code: ActorCode, key: String?) {
    self.init(code: code, polity: key.flatMap { $0.hasPrefix("polity:") ? $0 : nil })
  }

  /// Whether the two may be one: the same code, and no two polities.
  func fits(_ other: SignatureParty) -> Bool {
    code == other.code && (polity == nil || other.polity == nil || polity == other.polity)
  }

  public static func < (left: SignatureParty, right: SignatureParty) -> Bool {
    (left.code, left.polity ?? "") < (right.code, right.polity ?? "")
  }
}

/// What tells whether two event reports are of one happening, small enough to be kept beside each event.
public struct ReportSignature: Sendable, Hashable {
  /// Names the report by its content, so that an order by it is the same in every archive.
  public var name: String
  public var document: Int64
  /// 0 where it stands in none.
  public var sentence: Int64
  public var category: PloverCategory
  public var status: EventStatus
  /// Days since 1970-01-01; nil where that side is open or there is no date.
  public var firstDay: Int?
  public var lastDay: Int?
  /// EDTF; nil where the text gives no date.
  public var date: String?
  /// Whether the text itself says the year, or it was reckoned from one that it says.
  public var isYearStated: Bool
  public var actors: [SignatureParty]
  public var recipients: [SignatureParty]
  /// All that the sentence names, sides too.
  public var named: [SignatureParty]
  /// Keys of persons, bodies and organizations that the sentence names.
  public var people: [String]
  public var story: StoryWords
  /// Stems of the words that report it.
  public var clause: [String]
  /// Stems of the words that name it.
  public var trigger: [String]

  public init(
    name: String, document: Int64, sentence: Int64, category: PloverCategory, status: EventStatus = .occurred,
    date: HistoricalDate? = nil, isYearStated: Bool = true, actors: [SignatureParty] = [],
    recipients: [SignatureParty] = [], named: [SignatureParty] = [], people: [String] = [],
    story: StoryWords = StoryWords(), clause: [String] = [], trigger: [String] = []
  ) {
    self.name = name
    self.document = document
    self.sentence = sentence
    self.category = category
    self.status = status
    self.date = date?.edtf
    firstDay = date?.earliest?.dayNumber
    lastDay = date?.latest?.dayNumber
    self.isYearStated = isYearStated
    self.actors = actors
    self.recipients = recipients
    self.named = Array(Set(named + actors + recipients)).sorted()
    self.people = people
    self.story = story
    self.clause = clause
    self.trigger = trigger
  }

  public var parties: [SignatureParty] { actors + recipients }

  /// Whether it is told as real, or as denied, and not as a wish or plan.
  var isReal: Bool { status == .occurred || status == .ongoing || status == .denied }

  /// The day, where the text tells it and its year.
  var statedDay: Int? { isYearStated && firstDay == lastDay ? firstDay : nil }
}

extension ReportSignature {
  /// One line of text, as an archive keeps it.
  public var line: String {
    var fields: [String] = [category.rawValue, status.rawValue, date ?? ""]
    fields.append(firstDay.map { String($0) } ?? "")
    fields.append(lastDay.map { String($0) } ?? "")
    fields.append(isYearStated ? "1" : "0")
    for parties in [actors, recipients, named] { fields.append(SignatureLines.line(of: parties)) }
    for words in [people, story.words, story.names, story.numbers, clause, trigger] {
      fields.append(words.joined(separator: " "))
    }
    return fields.joined(separator: "\t")
  }

  /// Reads a line that ``line`` made; nil where it is another's.
  public init?(line: String, name: String, document: Int64, sentence: Int64) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 15, let category = PloverCategory(rawValue: String(fields[0])),
      let status = EventStatus(rawValue: String(fields[1]))
    else { return nil }
    func list(_ place: Int) -> [String] { fields[place].split(separator: " ").map(String.init) }
    func parties(_ place: Int) -> [SignatureParty] { SignatureLines.parties(fields[place]) }
    self.name = name
    self.document = document
    self.sentence = sentence
    self.category = category
    self.status = status
    date = fields[2].isEmpty ? nil : String(fields[2])
    firstDay = Int(fields[3])
    lastDay = Int(fields[4])
    isYearStated = fields[5] == "1"
    actors = parties(6)
    recipients = parties(7)
    named = parties(8)
    people = list(9)
    story = StoryWords()
    story.words = list(10)
    story.names = list(11)
    story.numbers = list(12)
    clause = list(13)
    trigger = list(14)
  }
}
