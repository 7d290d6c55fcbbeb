import Analysis
import Findings
import Foundation
import SourceTexts
import Store
import Testing

/// What rows of event data sets cost, in an archive on disk: `ENTENTE_ROWS=1000000 swift test … --filter ManyRows` prints it.
@Suite struct ManyRowsTests {
  static let count = ProcessInfo.processInfo.environment["ENTENTE_ROWS"].flatMap { Int($0) }

  @Test(.enabled(if: count != nil)) func rowsAreWrittenAndListedInMemoryThatStaysFlat() throws {
    let count = try #require(Self.count)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-rows-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.sqlite").path
    let archive = try Archive.open(at: path)
    let codes: [ActorCode] = ["IRQ", "KWT", "IRN", "USA", "SAU", "ISR", "EGY", "SYR"]
    var number = 0
    let begin = ContinuousClock.now
    var memory: [Int] = []
    try archive.store(
      DataSet(
        digest: ContentDigest(of: "many".utf8), files: ["many.tsv"],
        versions: CoderVersions(coder: "test", model: "none", codebook: "c")),
      next: {
        guard number < count else { return nil }
        defer { number += 1 }
        let day = CalendarDay(dayNumber: 3000 + number / 40 % 15_000)
        return DataSetRow(
          category: PloverCategory.allCases[number % 16],
          actors: [DataSetRow.Party(code: codes[number % 8], sector: .government, name: codes[number % 8].rawValue)],
          recipients: [
            DataSetRow.Party(
              code: codes[(number / 8 + 1) % 8], sector: .military, name: codes[(number / 8 + 1) % 8].rawValue)
          ], date: HistoricalDate(edtf: day.description, basis: .explicit))
      }, progress: { _ in memory.append(Self.residentMegabytes()) })
    let written = begin.duration(to: .now) / .seconds(1)
    var size = 0
    for end in ["", "-wal"] {
      size += (try? FileManager.default.attributesOfItem(atPath: path + end)[.size] as? Int) ?? 0
    }
    #expect(try archive.document(1)?.counts == [.event: count])
    let readBegin = ContinuousClock.now
    let table = try archive.table(of: .withDataSets)
    let read = readBegin.duration(to: .now) / .seconds(1)
    #expect(table.rows.count == count)
    let other = ContinuousClock.now
    #expect(try archive.table(of: .chronicle).rows.isEmpty)
    let unasked = other.duration(to: .now) / .seconds(1)
    print(
      "rows \(count): \(Int(Double(count) / written)) written a second, \(size / max(1, count)) bytes each, memory \(memory.first ?? 0) to \(memory.max() ?? 0) MB; listed in \(read) s, where unasked in \(unasked) s"
    )
  }

  private static func residentMegabytes() -> Int {
    // Its length is told as 0, so it is read like a stream.
    guard let data = FileHandle(forReadingAtPath: "/proc/self/statm")?.availableData else { return 0 }
    let status = String(decoding: data, as: UTF8.self)
    return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096 >> 20
  }
}
