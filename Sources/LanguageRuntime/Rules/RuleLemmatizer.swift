/// Lemmas from rules, exceptions and lists of known forms by part of speech: spaCy's rule mode.
struct RuleLemmatizer: Sendable {
  static let file = "lemmatizer/lookups/lookups.bin"

  struct Table: Sendable {
    var rules: [(old: [UInt8], new: [UInt8])] = []
    var index = ByteTable()
    var exceptionForms = ByteTable()
    var exceptions: [[FileBytes]] = []
  }

  private let tables: [UInt64: Table]
  private let identifiers: StringIdentifiers
  /// Whether forms that are their own lemma by their features are recognised, as spaCy does for English.
  private let knowsBaseForms: Bool

  init(_ file: MappedFile, identifiers: StringIdentifiers, knowsBaseForms: Bool) throws(ModelError) {
    self.identifiers = identifiers
    self.knowsBaseForms = knowsBaseForms
    let root = try MessagePack.decode(file.all)
    guard let rules = root["lemma_rules"]?.map else {
      throw ModelError(file: file.name, layer: "lemma_rules", reason: .missing)
    }
    func damaged(_ layer: String) -> ModelError {
      ModelError(file: file.name, layer: layer, reason: .damaged("an entry has the wrong form"))
    }
    var tables: [UInt64: Table] = [:]
    for entry in rules {
      guard let key = entry.key.identifier, let list = entry.value.array else { throw damaged("lemma_rules") }
      for rule in list {
        guard let pair = rule.array, pair.count == 2, let old = pair[0].bytes, let new = pair[1].bytes else {
          throw damaged("lemma_rules")
        }
        tables[key, default: Table()].rules.append((Array(old.raw), Array(new.raw)))
      }
    }
    for entry in root["lemma_index"]?.map ?? [] {
      guard let key = entry.key.identifier, let list = entry.value.array else { throw damaged("lemma_index") }
      var index = ByteTable(minimumCapacity: list.count)
      for form in list {
        guard let bytes = form.bytes else { throw damaged("lemma_index") }
        _ = bytes.raw.withMemoryRebound(to: UInt8.self) { index.intern($0) }
      }
      tables[key, default: Table()].index = index
    }
    for entry in root["lemma_exc"]?.map ?? [] {
      guard let key = entry.key.identifier, let list = entry.value.map else { throw damaged("lemma_exc") }
      var forms = ByteTable(minimumCapacity: list.count)
      var lemmas: [[FileBytes]] = []
      for form in list {
        guard let bytes = form.key.bytes, let values = form.value.array?.compactMap(\.bytes) else {
          throw damaged("lemma_exc")
        }
        if bytes.raw.withMemoryRebound(to: UInt8.self, { forms.intern($0) }).isNew { lemmas.append(values) }
      }
      tables[key, default: Table()].exceptionForms = forms
      tables[key, default: Table()].exceptions = lemmas
    }
    self.tables = tables
  }

  /// The lemma of `word` as a `partOfSpeech` with the features `morphology`.
  func lemma(of word: WordTable.Word, partOfSpeech: String, morphology: String) -> String {
    let part = partOfSpeech.lowercased()
    let lower = word.lower
    if part.isEmpty || part == "eol" || part == "space" || isBaseForm(part, morphology) {
      return String(decoding: lower, as: UTF8.self)
    }
    guard let table = tables[identifiers.identifier(part)],
      !(table.rules.isEmpty && table.index.count == 0 && table.exceptionForms.count == 0)
    else { return part == "propn" ? word.text : String(decoding: lower, as: UTF8.self) }

    var known: [[UInt8]] = []
    var unknown: [[UInt8]] = []
    for rule in table.rules where lower.count >= rule.old.count && lower.suffix(rule.old.count).elementsEqual(rule.old)
    {
      let form = lower.dropLast(rule.old.count) + rule.new
      if form.isEmpty { continue }
      if table.index.find(Array(form)) != nil {
        known.insert(Array(form), at: 0)
      } else if !isAlphabetic(Array(form)) {
        known.append(Array(form))
      } else {
        unknown.append(Array(form))
      }
    }
    var forms: [[UInt8]] = []
    for form in known where !forms.contains(form) { forms.append(form) }
    if let exception = table.exceptionForms.find(lower) {
      for lemma in table.exceptions[exception] {
        let lemma = Array(lemma.raw)
        if !forms.contains(lemma) { forms.insert(lemma, at: 0) }
      }
    }
    return (forms.first ?? unknown.first).map { String(decoding: $0, as: UTF8.self) } ?? word.text
  }

  private func isAlphabetic(_ form: [UInt8]) -> Bool {
    var codes: [UInt32] = []
    form.withUnsafeBufferPointer { CodePoints.decode($0, into: &codes) }
    return codes.allSatisfy(CodePoints.isAlphabetic)
  }

  private func isBaseForm(_ part: String, _ morphology: String) -> Bool {
    guard knowsBaseForms else { return false }
    func has(_ feature: String) -> Bool { morphology.split(separator: "|").contains { $0 == feature } }
    if part == "noun", has("Number=Sing") { return true }
    if part == "verb", has("VerbForm=Fin"), has("Tense=Pres"),
      !morphology.split(separator: "|").contains(where: { $0.hasPrefix("Number=") })
    {
      return true
    }
    return has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos")
  }
}
