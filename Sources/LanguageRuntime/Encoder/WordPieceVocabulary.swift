import Foundation

/// The pieces that a WordPiece tokenizer knows (Wu et al. 2016, section 4.1), numbered by their lines in `vocab.txt`.
public final class WordPieceVocabulary: Sendable {
  static let fileName = "vocab.txt"

  /// How many pieces there are.
  public let count: Int
  /// `[UNK]`, which stands for a word that the pieces can't make.
  public let unknown: Int32
  /// `[CLS]`, which begins a sequence.
  public let begin: Int32
  /// `[SEP]`, which ends one.
  public let end: Int32

  private let pieces: [String]
  /// Pieces that begin a word and pieces that continue one, the `##` taken off, with their numbers.
  private let initial: PieceTable
  private let continuing: PieceTable

  /// Pieces of bytes; a later line with the same piece wins.
  struct PieceTable: Sendable {
    private var table: ByteTable
    private var numbers: [Int32] = []
    private(set) var longest = 0

    init(minimumCapacity: Int) { table = ByteTable(minimumCapacity: minimumCapacity) }

    mutating func add(_ piece: ArraySlice<UInt8>, number: Int32) {
      let (id, isNew) = piece.withUnsafeBufferPointer { table.intern($0) }
      if isNew { numbers.append(number) } else { numbers[id] = number }
      longest = max(longest, piece.count)
    }

    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? { table.find(bytes).map { numbers[$0] } }
  }

  /// Reads `vocab.txt` of an encoder's folder.
  ///
  /// - Throws: ``ModelError`` where it is missing, or lacks one of the pieces that every sequence needs.
  public init(folder: URL) throws(ModelError) {
    let file = try MappedFile(name: Self.fileName, in: folder)
    var lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    var initial = PieceTable(minimumCapacity: lines.count)
    var continuing = PieceTable(minimumCapacity: lines.count)
    for (number, line) in lines.enumerated() {
      let number = Int32(truncatingIfNeeded: number)
      if line.starts(with: [0x23, 0x23]), line.count > 2 { continuing.add(line[2...], number: number) }
      initial.add(line[...], number: number)
    }
    func special(_ name: String) throws(ModelError) -> Int32 {
      guard let number = Array(name.utf8).withUnsafeBufferPointer({ initial.find($0) }) else {
        throw ModelError(file: Self.fileName, layer: name, reason: .missing)
      }
      return number
    }
    unknown = try special("[UNK]")
    begin = try special("[CLS]")
    end = try special("[SEP]")
    count = lines.count
    pieces = lines.map { String(decoding: $0, as: UTF8.self) }
    self.initial = initial
    self.continuing = continuing
  }

  /// The text of piece `number`, with `##` where it continues a word; nil outside `0 ..< count`.
  public subscript(number: Int32) -> String? { pieces.indices.contains(Int(number)) ? pieces[Int(number)] : nil }

  /// Appends the pieces that make `word`, the longest first match from left to right, and where each ends in it; false,
  /// with nothing appended, where a part of it is in no piece.
  func split(_ word: UnsafeBufferPointer<UInt8>, pieces: inout [Int32], ends: inout [Int32]) -> Bool {
    let kept = pieces.count
    var start = 0
    while start < word.count {
      let table = start == 0 ? initial : continuing
      var end = min(word.count, start + table.longest)
      var found: Int32?
      while end > start {
        // Pieces are whole code points, so a match can't end inside one.
        if end == word.count || word[end] & 0xC0 != 0x80 {
          found = table.find(UnsafeBufferPointer(rebasing: word[start..<end]))
          if found != nil { break }
        }
        end -= 1
      }
      guard let found else {
        pieces.removeLast(pieces.count - kept)
        ends.removeLast(ends.count - kept)
        return false
      }
      pieces.append(found)
      ends.append(Int32(truncatingIfNeeded: end))
      start = end
    }
    return true
  }
}
