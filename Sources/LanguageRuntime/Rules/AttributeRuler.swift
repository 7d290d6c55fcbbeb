/// A pipeline's attribute ruler: patterns over tag, relation and word form that set part of speech, morphology, lemma,
/// tag or relation.
struct AttributeRuler: Sendable {
  static let file = "attribute_ruler/patterns"

  /// What one token must be.
  struct Test: Sendable {
    enum Subject: Sendable, Equatable { case tag, relation, lower, text, isSpace }

    let subject: Subject
    /// Numbers of labels (tag, relation) or of forms (lower, text).
    var numbers: Set<Int32> = []
    var isNegated = false
    var pattern: PatternProgram?
    var flag = true
  }

  struct Rule: Sendable {
    let tokens: [[Test]]
    /// Which of the matched tokens is changed.
    let target: Int
    let change: Change
    let number: Int
  }

  struct Change: Sendable {
    var partOfSpeech: String?
    var morphology: String?
    var lemma: String?
    var tag: Int32?
    var relation: Int32?

    mutating func apply(_ other: Change) {
      partOfSpeech = other.partOfSpeech ?? partOfSpeech
      morphology = other.morphology ?? morphology
      lemma = other.lemma ?? lemma
      tag = other.tag ?? tag
      relation = other.relation ?? relation
    }
  }

  private(set) var rules: [Rule] = []
  /// Word forms that tests name.
  private(set) var forms = ByteTable(minimumCapacity: 512)

  /// - Parameter file: nil for a pipeline without attribute ruler.
  init(_ file: MappedFile?, labels: inout LabelTable) throws(ModelError) {
    guard let file else { return }
    guard let entries = try MessagePack.decode(file.all).array else {
      throw ModelError(file: file.name, reason: .damaged("not a list"))
    }
    var rules: [Rule] = []
    for (number, entry) in entries.enumerated() {
      let place = "pattern \(number)"
      guard let patterns = entry["patterns"]?.array, let changes = entry["attrs"]?.map else {
        throw ModelError(file: file.name, layer: place, reason: .damaged("no patterns or no attributes"))
      }
      let change = try Self.change(changes, &labels, file.name, place)
      let index = entry["index"]?.int ?? 0
      for pattern in patterns {
        guard let specs = pattern.array, !specs.isEmpty else {
          throw ModelError(file: file.name, layer: place, reason: .damaged("an empty pattern"))
        }
        let target = index >= 0 ? index : specs.count + index
        guard specs.indices.contains(target) else {
          throw ModelError(file: file.name, layer: place, reason: .damaged("index \(index) is outside the pattern"))
        }
        var tokens: [[Test]] = []
        for spec in specs {
          var tests: [Test] = []
          for field in spec.map ?? [] { tests.append(try test(field, &labels, file.name, place)) }
          tokens.append(tests)
        }
        rules.append(Rule(tokens: tokens, target: target, change: change, number: number))
      }
    }
    self.rules = rules
  }

  private static func change(
    _ fields: [(key: MessagePack, value: MessagePack)], _ labels: inout LabelTable, _ file: String, _ place: String
  ) throws(ModelError) -> Change {
    var change = Change()
    for field in fields {
      guard let key = field.key.string, let value = field.value.string else {
        throw ModelError(file: file, layer: place, reason: .damaged("an attribute is no text"))
      }
      switch key.uppercased() {
      case "POS": change.partOfSpeech = value
      case "MORPH": change.morphology = normalized(value)
      case "LEMMA": change.lemma = value
      case "TAG": change.tag = labels.number(of: value)
      case "DEP": change.relation = labels.number(of: value)
      default: throw ModelError(file: file, layer: place, reason: .unsupported("setting \(key)"))
      }
    }
    return change
  }

  /// Features in the order of their names; `_` stands for none.
  private static func normalized(_ features: String) -> String {
    if features == "_" { return "" }
    return features.split(separator: "|").sorted { $0.lowercased() < $1.lowercased() }.joined(separator: "|")
  }

  private mutating func test(
    _ field: (key: MessagePack, value: MessagePack), _ labels: inout LabelTable, _ file: String, _ place: String
  ) throws(ModelError) -> Test {
    func unsupported(_ what: String) -> ModelError { ModelError(file: file, layer: place, reason: .unsupported(what)) }
    let key = field.key.string ?? "?"
    var test: Test
    switch key.uppercased() {
    case "TAG": test = Test(subject: .tag)
    case "DEP": test = Test(subject: .relation)
    case "LOWER": test = Test(subject: .lower)
    case "ORTH", "TEXT": test = Test(subject: .text)
    case "IS_SPACE":
      guard case .boolean(let flag) = field.value else { throw unsupported("a test of \(key)") }
      return Test(subject: .isSpace, flag: flag)
    default: throw unsupported("a test of \(key)")
    }
    let isLabel = if case .tag = test.subject { true } else if case .relation = test.subject { true } else { false }
    func number(_ value: MessagePack) throws(ModelError) -> Int32 {
      guard let bytes = value.bytes else { throw unsupported("a test of \(key) against no text") }
      if isLabel { return labels.number(of: bytes.text) }
      return Int32(truncatingIfNeeded: forms.intern(Array(bytes.raw)).id)
    }
    guard let operators = field.value.map else {
      test.numbers = [try number(field.value)]
      return test
    }
    guard operators.count == 1, let sign = operators[0].key.string else { throw unsupported("a test of \(key)") }
    switch sign {
    case "IN", "NOT_IN":
      for value in operators[0].value.array ?? [] { test.numbers.insert(try number(value)) }
      test.isNegated = sign == "NOT_IN"
    case "REGEX":
      guard let pattern = operators[0].value.string else { throw unsupported("REGEX without a pattern") }
      do { test.pattern = try PatternProgram(pattern) } catch {
        throw unsupported("regular expression \(error.construct)")
      }
    default: throw unsupported("operator \(sign) on \(key)")
    }
    return test
  }
}

/// A token as the ruler sees it.
struct RulerToken {
  let word: WordTable.Word
  /// Numbers of its forms among those that tests name; negative where no test names them.
  let lower: Int32
  let text: Int32
  let tag: Int32
  let relation: Int32

  func passes(_ tests: [AttributeRuler.Test], labels: [String], matcher: PatternMatcher) -> Bool {
    tests.allSatisfy { test in
      let number: Int32
      switch test.subject {
      case .isSpace: return word.attributes.isSpace == test.flag
      case .tag: number = tag
      case .relation: number = relation
      case .lower: number = lower
      case .text: number = text
      }
      guard let pattern = test.pattern else { return test.numbers.contains(number) != test.isNegated }
      let subject: [UInt8] =
        switch test.subject {
        case .tag, .relation: Array(labels[Int(number)].utf8)
        case .lower: word.lower
        case .text, .isSpace: Array(word.text.utf8)
        }
      var codes: [UInt32] = []
      subject.withUnsafeBufferPointer { CodePoints.decode($0, into: &codes) }
      return codes.withUnsafeBufferPointer { matcher.search(pattern, $0) } != nil
    }
  }
}
