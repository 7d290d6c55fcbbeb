import Foundation
import Store
import Testing
import WebServer

/// The token: who may change what with it, and how guesses are slowed down.
@Suite struct TokenTests {
  @Test func aProgramWithTheTokenMayPostWithoutAnOrigin() async throws {
    let token = try #require(AccessToken("correct-horse"))
    try await SiteFixture.server(token: token).visit { client in
      let wrong = try await client.request("POST", "/documents/1/remove", [("Authorization", "Bearer wrong-horse")])
      #expect(wrong.status == 403)
      let cookie = try await client.request("POST", "/documents/1/remove", [("Cookie", "entente_token=correct-horse")])
      #expect(cookie.status == 403, "a browser sends cookies by itself")
      let right = try await client.request("POST", "/documents/1/remove", [("Authorization", "Bearer correct-horse")])
      #expect(right.status == 303)
    }
  }

  @Test func guessesAreSlowedDownAfterFiveWrongOnes() async throws {
    let token = try #require(AccessToken("correct-horse"))
    try await SiteFixture.server(token: token).visit { client in
      for _ in 0..<5 {
        let answer = try await client.post("/enter", "token=wrong-horse")
        #expect(answer.0 == 401)
      }
      let start = ContinuousClock.now
      let right = try await client.post("/enter", "token=correct-horse")
      #expect(right.0 == 303)
      #expect(start.duration(to: .now) > .milliseconds(500))
      let again = ContinuousClock.now
      let wrong = try await client.post("/enter", "token=wrong-horse")
      #expect(wrong.0 == 401)
      #expect(again.duration(to: .now) < .milliseconds(500), "a right token clears the account")
    }
  }

  @Test func patienceEnds() {
    let patience = TokenPatience()
    let now = ContinuousClock.now
    for _ in 0..<5 {
      #expect(patience.wait(at: now) == .zero)
      patience.note(isRight: false, at: now)
    }
    let waits = (0..<7).map { _ in patience.wait(at: now) }
    #expect(waits == [1, 2, 3, 4, 5, nil, nil].map { $0.map { Duration.seconds($0) } })
  }

  @Test func addressesOfVersionSixAreTakenWithAndWithoutBrackets() {
    #expect(WebServer.Settings(host: "[::1]").host == "::1")
    #expect(WebServer.Settings(host: "::1").host == "::1")
    #expect(HostName.names(boundTo: "[::1]") == HostName.names(boundTo: "::1"))
    #expect(HostName.names(boundTo: "::") == nil)
  }
}
