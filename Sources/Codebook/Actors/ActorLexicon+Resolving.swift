import Findings

extension ActorLexicon {
  /// Who `name` stands for on `day`, or nil where nobody of that name is known.
  ///
  /// Names are compared without case, marks and titles; a person's also by family name alone, with initials, in
  /// either order and in other transliterations (see `NameAgreement`). Of several people the one in office at the date
  /// is taken. A lone word is nobody's name by mere likeness.
  ///
  /// ```
  /// lexicon.resolve(name: "Bush", on: CalendarDay("1990-08-02"))?.name   // George H. W. Bush
  /// lexicon.resolve(name: "", on: nil) == nil
  /// ```
  public func resolve(name: String, on day: CalendarDay?) -> ActorResolution? {
    let day = day.map { Int32(clamping: $0.dayNumber) }
    var words = folding.words(of: name).map(\.hash)
    while let first = words.first, roles.articles.contains(first) { words.removeFirst() }
    guard !words.isEmpty else { return nil }
    let all = exactCandidates(words, on: day)
    if let first = all.first, records[Int(first.record)].kind == .blocked { return nil }
    let exact = all.first
    if let exact, exact.fit >= 0.85, exact.form != .surname { return resolution(exact, confidence: 0.95 * exact.fit) }
    if let found = described(words, on: day), found.office != nil, found.identifier.hasPrefix("state:") { return found }
    let person = bestPerson(named: name, on: day)
    if let person, person.confidence > (exact.map { $0.fit * 0.8 } ?? 0) { return person }
    // A family name alone is its bearer's in office or soon after, not a namesake's of another age.
    if let exact, exact.form != .surname || person == nil && (day == nil || exact.fit >= 0.5) {
      return resolution(exact, confidence: 0.7 * exact.fit)
    }
    return person ?? described(words, on: day)
  }

  /// What the whole of a name stands for, the likeliest first.
  private func exactCandidates(_ words: [UInt64], on day: Int32?) -> [ActorCandidate] {
    var hash = words[0]
    for word in words.dropFirst() { hash = NameFolding.combine(hash, word) }
    return candidates(index.postings(of: hash), on: day)
  }

  package func resolution(_ candidate: ActorCandidate, confidence: Double) -> ActorResolution {
    let record = records[Int(candidate.record)]
    return ActorResolution(
      code: record.code, sector: record.sector ?? sector(of: record, form: candidate.form), name: string(record.name),
      identifier: identifier(of: record), office: record.office.count > 0 ? string(record.office) : nil,
      kind: record.kind, confidence: confidence, resource: reference(to: record))
  }

  /// A seat of power or a capital stands for the government.
  package func sector(of record: ActorRecord, form: NameForm) -> Sector? {
    switch form {
    case .seat, .capital: record.kind == .state || record.kind == .polity ? .government : nil
    default: nil
    }
  }

  /// The person whose name is most like `name`, weighed with the date.
  private func bestPerson(named name: String, on day: Int32?) -> ActorResolution? {
    guard let (candidate, agreement) = likeliestPerson(named: name, on: day) else { return nil }
    return resolution(candidate, confidence: min(0.95, agreement * (0.5 + 0.5 * candidate.fit)))
  }

  /// The person whose name is most like `name`, weighed with the date and with a state that the text ties them to.
  ///
  /// - Parameters:
  ///   - title: An office that the text gives the person.
  ///   - isStrict: Whether a name of several words must agree in two at least, which is much faster to find.
  package func likeliestPerson(
    named name: String, on day: Int32?, of code: ActorCode? = nil, called title: String? = nil, isStrict: Bool = false
  ) -> (candidate: ActorCandidate, agreement: Double)? {
    let index = people.get { PeopleIndex(self) }
    let asked = PeopleIndex.name(name, self)
    guard asked.fullWords > 0 else { return nil }
    var best: (score: Double, person: Int32, agreement: Double, fit: Double)?
    for spelling in index.spellings(like: asked, isStrict: isStrict, self) {
      let term = term(of: spelling.person, on: day)
      let state = records[Int(term)].code
      let agreement = NameAgreement(
        asked, spelling.name, isFamilyFirst: state.map { roles.familyNameFirst.contains($0) } ?? false)
      let fit = Self.fit(records[Int(term)].days, day)
      guard agreement.isEvidence(fit: day == nil ? nil : fit, isOfState: code != nil && state == code) else { continue }
      var bonus = code == nil || records[Int(term)].code == code ? 0.0 : -0.5
      if let title, string(records[Int(term)].office).lowercased().contains(title.lowercased()) { bonus += 0.2 }
      let score = agreement.score + 0.5 * fit + bonus
      if best.map({ score > $0.score }) ?? true { best = (score, term, agreement.score, fit) }
    }
    guard let best else { return nil }
    return (
      ActorCandidate(record: best.person, form: .name, fit: best.fit, days: records[Int(best.person)].days),
      best.agreement
    )
  }

  /// A description instead of a name: "Iranian foreign minister", "President of France".
  private func described(_ words: [UInt64], on day: Int32?) -> ActorResolution? {
    var state: ActorCandidate?
    var role: RoleLexicon.Role?
    var start = 0
    while start < words.count {
      var hash = words[start]
      var used = roles.nameParticles.contains(hash) || roles.articles.contains(hash) ? 1 : 0
      for end in start..<min(words.count, start + 8) {
        if end > start { hash = NameFolding.combine(hash, words[end]) }
        if let found = candidates(index.postings(of: hash), on: day).first, isState(found) {
          state = found
          used = end - start + 1
        } else if let found = roles.role(of: hash, on: day) {
          role = found
          used = end - start + 1
        }
      }
      // A word that is neither role nor state makes it a name, and that is unknown.
      guard used > 0 || roles.honorifics.contains(words[start]) else { return nil }
      start += max(1, used)
    }
    if let state {
      var found = resolution(state, confidence: 0.5 * state.fit)
      if let role {
        found.sector = role.sector ?? found.sector
        found.office = role.kind == .office ? role.phrase : nil
      }
      return found
    }
    guard let role, let code = role.code else { return nil }
    return ActorResolution(
      code: code, sector: role.sector, name: role.phrase, identifier: "role:" + role.phrase, office: role.phrase,
      kind: .person, confidence: 0.5, resource: role.resource)
  }

  private func isState(_ candidate: ActorCandidate) -> Bool {
    switch records[Int(candidate.record)].kind {
    case .person, .blocked, .grouping: false
    default: true
    }
  }

  /// Every spelling of every person's name.
  var personNames: [(person: Int32, text: String)] {
    var names: [(Int32, String)] = []
    var isLater = [Bool](repeating: false, count: records.count)
    for record in records where record.kind == .person && record.next >= 0 { isLater[Int(record.next)] = true }
    for (number, record) in records.enumerated() where record.kind == .person && !isLater[number] {
      names.append((Int32(number), string(record.name)))
      for term in terms(of: Int32(number)) {
        for alias in aliases(of: term) { names.append((Int32(number), alias)) }
      }
    }
    return names
  }

  /// A record's other names, without their periods.
  package func aliases(of record: Int32) -> [String] {
    string(records[Int(record)].aliases).split(separator: "|").map {
      String($0.prefix { $0 != "@" })
    }
  }
}
