/// Pages already made of the newest snapshot, so that fifty readers of one page cost as much as one.
///
/// It remembers which pages are read most and how they are made, so that they can be made of a new snapshot before
/// readers are given that.
final class PageCache: Sendable {
  struct Page: Sendable {
    var bytes: [UInt8]
    var contentType: String
    var tag: String
  }

  typealias Make = @Sendable (ArchiveSnapshot) throws -> Page

  fileprivate struct State {
    var generation = 0
    var pages: [String: Page] = [:]
    var size = 0
    /// How often each address was asked for, halved with each generation, and how its page is made.
    var asked: [String: (count: Int, make: Make)] = [:]
  }

  private let state = Guarded(State())
  /// Bytes that are kept at most; then all pages are let go.
  private let limit: Int
  private static let rememberedAddresses = 200

  init(limit: Int = 64 << 20) { self.limit = limit }

  func page(_ address: String, generation: Int) -> Page? {
    state.withLock { state in
      if let known = state.asked[address] { state.asked[address] = (known.count + 1, known.make) }
      return state.generation == generation ? state.pages[address] : nil
    }
  }

  func keep(_ page: Page, as address: String, generation: Int, make: @escaping Make) {
    guard page.bytes.count < limit / 16, address.utf8.count < 2000 else { return }
    state.withLock { state in
      if generation < state.generation { return }
      if generation > state.generation { state.begin(generation) }
      if state.size + page.bytes.count > limit {
        state.pages = [:]
        state.size = 0
      }
      if state.asked[address] == nil, state.asked.count < Self.rememberedAddresses { state.asked[address] = (1, make) }
      if state.pages.updateValue(page, forKey: address) == nil { state.size += page.bytes.count }
    }
  }

  /// Makes the pages that are read most of a snapshot that readers don't have yet, and lets go those of older ones.
  func prepare(for snapshot: ArchiveSnapshot, most: Int = 12) {
    let asked = state.withLock { state in
      state.asked.filter { $0.value.count > 1 }
        .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(most)
    }
    let made = asked.compactMap { address, how in
      (try? how.make(snapshot)).map { (address: address, page: $0, make: how.make) }
    }
    state.withLock { state in
      guard snapshot.generation > state.generation else { return }
      state.begin(snapshot.generation)
      for (address, page, _) in made {
        state.pages[address] = page
        state.size += page.bytes.count
      }
    }
  }
}

extension PageCache.State {
  fileprivate mutating func begin(_ generation: Int) {
    self.generation = generation
    pages = [:]
    size = 0
    asked = asked.compactMapValues { $0.count > 1 ? ($0.count / 2, $0.make) : nil }
  }
}
