import Findings
import ResourceTables

/// Reads references as notes write them, in the usual orders of history and politics:
///
/// ```
/// A. J. P. Taylor, The Struggle for Mastery in Europe, 1848–1918 (Oxford: Clarendon Press, 1954), p. 415.
/// Vali Nasr, “Iran's Turn to the East,” Foreign Affairs, 6 May 2019, https://…
/// William L. Langer, European Alliances and Alignments, New York, Knopf, 1931, p. 412.
/// Rolo, P. J. V. (1969). Entente Cordiale. Macmillan.
/// Ibid., p. 416; Langer, op. cit., p. 430.
/// ```
///
/// What it can't tell stays nil. A remark of the author's is no reference.
package struct ReferenceParser: Sendable {
  let words: ReferenceWords
  var months: [String: Int] { words.months }

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  package init(knowledge: KnowledgeTables = .embedded) throws {
    words = try ReferenceWords(
      words: knowledge.table("statements/reference-words.tsv"),
      months: knowledge.table("statements/reference-months.tsv"))
  }

  /// A work that a note cites, and where in the note.
  package struct Cited: Sendable {
    package var reference: BibliographicReference
    /// The words that cite it.
    package var range: Range<String.Index>
  }

  /// The works that `note` cites, in order.
  ///
  /// - Parameter cited: the works that notes before it cited, the last one last; those of this note are added.
  /// - Complexity: O(length · works cited before).
  package func works(in note: String, cited: inout [BibliographicReference]) -> [Cited] {
    var found: [Cited] = []
    for piece in pieces(of: note).prefix(40) where note[piece].utf8.count <= Self.longest {
      let text = withoutIntroduction(note[piece])
      guard !text.isEmpty else { continue }
      var reference: BibliographicReference
      if let repeated = resolve(text, among: cited) {
        reference = repeated
        reference.pages = pages(in: text)
      } else {
        reference = parse(text)
        guard reference.isWork else { continue }
        reference.pages = pages(in: text)
      }
      cited.append(reference)
      found.append(Cited(reference: reference, range: piece))
    }
    return found
  }

  /// In bytes; what is longer is no reference that anybody wrote.
  private static let longest = 3000

  /// What a note without a work tells all the same: a newspaper's issue, a date.
  func outletAndDate(in note: String) -> BibliographicReference {
    guard note.utf8.count <= Self.longest else { return BibliographicReference() }
    let reference = parse(withoutIntroduction(note))
    return reference.isWork ? BibliographicReference() : reference
  }

  /// The first address in a note's words.
  func address(in note: String) -> WebAddress? {
    for word in note.split(whereSeparator: { $0 == " " || $0 == "<" || $0 == "(" }) where word.hasPrefix("http") {
      if let address = WebAddress(String(word.prefix { !">),;".contains($0) })) { return address }
    }
    return nil
  }

  /// The work that `text`, one reference without what leads to it, names in full.
  func parse(_ text: String) -> BibliographicReference {
    var reference = BibliographicReference()
    reference.published = date(in: text)
    if readAuthorAndDate(text, into: &reference) || readQuotedTitle(text, into: &reference) { return reference }
    readBook(text, into: &reference)
    return reference
  }

  // MARK: Orders

  /// “A title”, with its authors before and its outlet behind.
  private func readQuotedTitle(_ text: String, into reference: inout BibliographicReference) -> Bool {
    guard let quoted = Self.quotedTitle(in: text), reference.published != nil || pages(in: text) != nil else {
      return false
    }
    reference.title = Self.trim(text[quoted.title])
    reference.authors = authors(in: text[..<quoted.whole.lowerBound])
    let behind = text[quoted.whole.upperBound...]
    reference.outlet = Self.outlet(in: behind.drop { ",. ".contains($0) })
    reference.published = date(in: String(behind)) ?? reference.published
    return true
  }

  /// The year in brackets stands between names and title.
  private func readAuthorAndDate(_ text: String, into reference: inout BibliographicReference) -> Bool {
    guard let bracket = text.firstIndex(of: "("), let close = text[bracket...].firstIndex(of: ")"),
      Self.isYear(text[text.index(after: bracket)..<close].prefix { $0 != "," })
    else { return false }
    let head = Self.trim(text[..<bracket], keepingDot: true)
    let behind = text[text.index(after: close)...]
    // "Taylor (1954) says so" is a sentence; "Historical Journal, 14 (1971), 359–70" a journal's volume.
    guard behind.first.map({ ". :".contains($0) }) ?? false,
      let first = behind.first(where: { !". :".contains($0) }), !first.isLowercase, !first.isNumber
    else { return false }
    if head.contains(",") {
      guard head.last == "." || head.hasSuffix("Jr") || behind.first == ".", !head.contains("“"), !head.contains("‘"),
        !head.contains(where: \.isNumber)
      else { return false }
      reference.authors = Self.invertedAuthors(in: head[...])
    } else {
      guard head.last == ".", behind.first == ".", looksLikeNames(head.dropLast()) else { return false }
      reference.authors = [String(head.dropLast())]
    }
    reference.published = date(in: String(text[text.index(after: bracket)..<close])) ?? reference.published
    let rest = String(behind.drop { ".,: ".contains($0) })
    if let quoted = Self.quotedTitle(in: rest), quoted.whole.lowerBound == rest.startIndex {
      reference.title = Self.trim(rest[quoted.title])
      reference.outlet = Self.outlet(in: rest[quoted.whole.upperBound...].drop { ",. ".contains($0) })
    } else {
      let end = Self.sentenceTitleEnd(in: rest)
      let title = Self.trim(rest[..<end])
      reference.title = title.isEmpty ? nil : title
      let behind = rest[end...].drop { ". ".contains($0) }
      if behind.prefixMatch(of: /[^.,]+, [0-9]/) != nil { reference.outlet = Self.outlet(in: behind) }
    }
    return true
  }

  /// Names, a title, an imprint in brackets or between commas.
  private func readBook(_ text: String, into reference: inout BibliographicReference) {
    let head = text.prefix { $0 != "(" }
    var parts = head.split(separator: ",").map { Self.trim($0, keepingDot: true) }.filter { !$0.isEmpty }
    guard let first = parts.first, areNames(first) else { return }
    let isDated = reference.published?.contains("-") == true
    guard parts.count > 1 else {
      // "The Times (London), 4 January 1896": a newspaper's issue.
      if head.endIndex < text.endIndex, isDated { reference.outlet = first }
      return
    }
    // "Pall Mall Gazette, 4 January 1896"
    if isDated, head.endIndex == text.endIndex, parts[1].split(separator: " ").count <= 3,
      parts[1].contains(where: \.isNumber)
    {
      reference.outlet = first
      return
    }
    // A remark of the author's ("Britain, which had just signed, …") names no year and no page, and goes on in lower case.
    guard parts[1].first.map({ $0.isUppercase || $0.isNumber }) ?? false,
      reference.published != nil || namesPlace(text)
    else { return }
    let count = leadingNames(parts)
    let names = parts.prefix(count).joined(separator: ", ")
    parts.removeFirst(count)
    while let part = parts.first, isSuffix(part) { parts.removeFirst() }
    // Between commas: "…, Paris, Hachette, 1955, p. 213".
    if head.endIndex == text.endIndex, let year = parts.lastIndex(where: { Self.isYear($0[...]) && $0.utf8.count == 4 })
    {
      parts = Array(parts.prefix(max(1, year - 2)))
    }
    var title: [String] = []
    for part in parts {
      if !title.isEmpty, isEdition(part) || isPlace(part) { break }
      title.append(part)
    }
    let words = Self.trim(title.joined(separator: ", "))
    guard !words.isEmpty else { return }
    reference.authors = authors(in: names[...])
    reference.title = words
    // Years of the title are none of the imprint.
    if let place = text.firstRange(of: words) {
      reference.published = date(in: String(text[place.upperBound...])) ?? reference.published
    }
  }
}
