import Findings

/// How far a name asked for and a spelling of the tables agree, and whether that is evidence enough to take one for
/// the other.
struct NameAgreement {
  /// 0...1: the share of the words asked for that the spelling has, each by its likeness.
  private(set) var score = 0.0
  /// Likeness of the full words that agree, the least of them.
  private var weakest = 1.0
  /// Full words that agree.
  private var matches = 0
  /// Initials that agree with a word or an initial of the other name.
  private var initials = 0
  /// Full words asked for that agree with none.
  private var strangers = 0
  private var strangeInitials = 0
  /// Whether the family name is among the words that agree, or the only name that the spelling has.
  private var hasFamilyName = false
  /// Letters of the shortest full word that agrees.
  private var shortest = Int.max
  private var fullWordsAsked = 0
  private var fullWordsKnown = 0
  private var hasTitle = false

  /// - Parameter isFamilyFirst: Whether family names stand first in the person's state.
  init(_ asked: PeopleIndex.Name, _ known: PeopleIndex.Name, isFamilyFirst: Bool) {
    fullWordsAsked = asked.fullWords
    fullWordsKnown = known.fullWords + (known.endsInHonorific ? 1 : 0)
    hasTitle = asked.honorifics > 0
    if let left = asked.words.first(where: \.isRegnalNumber), let right = known.words.first(where: \.isRegnalNumber),
      left.plain != right.plain
    {
      return
    }
    let last = known.endsInHonorific ? nil : known.words.lastIndex(where: \.isFull)
    let first = isFamilyFirst ? known.words.firstIndex(where: \.isFull) : nil
    var used = [Bool](repeating: false, count: known.words.count)
    var sum = 0.0
    var weight = 0.0
    var likenesses = 0.0
    for word in asked.words where !word.isParticle && !word.isRegnalNumber {
      let share = word.plain.count == 1 ? 0.3 : 1.0
      weight += share
      var best = 0.0
      var place = 0
      for (other, candidate) in known.words.enumerated()
      where !used[other] && !candidate.isParticle && !candidate.isRegnalNumber {
        let likeness = Self.likeness(word, candidate)
        if likeness > best { (best, place) = (likeness, other) }
      }
      guard best >= 0.7 else {
        if word.isFull { strangers += 1 } else { strangeInitials += 1 }
        continue
      }
      used[place] = true
      sum += share * best
      guard word.isFull, known.words[place].isFull else {
        initials += 1
        continue
      }
      matches += 1
      likenesses += best
      weakest = min(weakest, best)
      shortest = min(shortest, word.plain.count, known.words[place].plain.count)
      if place == last || place == first { hasFamilyName = true }
    }
    guard matches > 0, weight > 0 else { return }
    let unused = zip(known.words, used).filter { !$0.1 && !$0.0.isParticle && !$0.0.isRegnalNumber }.count
    score = sum / weight - 0.02 * Double(min(unused, 3))
    // A longer name than the tables' agrees where it holds all their words.
    if unused == 0, matches > 1 { score = max(score, 0.9 * likenesses / Double(matches)) }
  }

  /// Whether the name asked for is the person's.
  ///
  /// Two names that agree, or a family name and an initial, are evidence; a lone name only if it is the family name,
  /// nearly the same, and the person held office at the date.
  ///
  /// - Parameters:
  ///   - fit: How well the person's term suits the date; nil without a date.
  ///   - isOfState: Whether the text ties the name to the person's state.
  func isEvidence(fit: Double?, isOfState: Bool) -> Bool {
    guard matches > 0 else { return false }
    let isInOffice = fit.map { $0 >= 0.97 } ?? false
    let isNear = fit.map { $0 >= 0.5 } ?? true
    if fullWordsAsked == 1, initials == 0 {
      guard hasFamilyName, strangers == 0, isNear else { return false }
      let isSupported = hasTitle || isOfState
      if weakest == 1 { return isSupported || shortest >= 4 && (isInOffice || fullWordsKnown == 1) }
      if weakest >= 0.93 { return isSupported ? shortest >= 4 : shortest >= 6 && (isInOffice || shortest >= 7) }
      return isSupported && isInOffice && weakest >= 0.8 && shortest >= 5
    }
    if fullWordsKnown == 1, matches == 1 {
      return weakest >= 0.97 && shortest >= 4 && (strangers == 0 || isInOffice && hasTitle)
    }
    if matches == 1 {
      return hasFamilyName && initials > 0 && strangers + strangeInitials == 0 && weakest >= 0.93 && isNear
    }
    guard hasFamilyName || strangers == 0 && (isInOffice || isNear && weakest >= 0.97) else { return false }
    guard strangers < matches || strangers == matches && isInOffice && weakest == 1 else { return false }
    if score >= 0.9 { return true }
    return fit == nil ? score >= 0.82 : score >= (isInOffice ? 0.7 : 0.8) && isNear
  }

  /// Likeness of two words in 0...1; short ones must be nearly the same.
  private static func likeness(_ left: PeopleIndex.Word, _ right: PeopleIndex.Word) -> Double {
    if left.plain == right.plain { return 1 }
    if left.plain.count == 1 || right.plain.count == 1 {
      return left.plain.first == right.plain.first ? 0.8 : 0
    }
    if left.key == right.key { return 0.97 }
    if !left.bare.isEmpty, left.bare == right.key { return 0.93 }
    if !right.bare.isEmpty, right.bare == left.key { return 0.93 }
    let (short, long) = left.key.count < right.key.count ? (left.key, right.key) : (right.key, left.key)
    guard short.count >= 4 else { return 0 }
    if short.count >= 6, long.starts(with: short) { return 0.85 }
    let likeness = Transliteration.likeness(left.key, right.key)
    if left.skeleton == right.skeleton, left.skeleton.count > 1, likeness >= 0.6 { return 0.475 + 0.475 * likeness }
    return short.count >= 6 && likeness >= 0.8 ? likeness * 0.9 : 0
  }
}
