package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The administrative trail, over HTTP and on the console, for who may see it. */
@Timeout(180)
final class TrailIT extends OperatorListener {
  private static final String HOSTILE = "<script>alert(1)</script>\u202e\u0007";

  private KeySecret auditor;

  @BeforeEach
  void act() throws Exception {
    auditor = add(new KeyFile(folder.resolve("keys.json")), KeyScope.AUDIT);
    for (int number = 0; number < 7; number++) {
      administration.note(
          "token.created",
          new Actor(Actor.OPERATOR, number % 2 == 0 ? "ana" : "Zo\u00eb"),
          "key_000000000000000" + number,
          Map.of("name", HOSTILE));
    }
    administration.drain(store);
    // The file of keys is looked at twice a second.
    while (get("/v1/events", auditor.reveal()).statusCode() != 200) {
      Thread.sleep(50);
    }
  }

  @Test
  void whoMayAuditReadsItPageByPage() throws Exception {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(audited("/v1/trail?action=token&limit=3" + cursor));
      page.path("entries").forEach(entry -> seen.add(entry.path("subject").asString()));
      assertThat(page.path("unreadable").size()).isZero();
      JsonNode next = page.path("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    assertThat(seen)
        .hasSize(7)
        .doesNotHaveDuplicates()
        .startsWith("key_0000000000000006")
        .endsWith("key_0000000000000000");

    JsonNode hers = json(audited("/v1/trail?actor=Zo%C3%AB"));
    assertThat(hers.path("entries").size()).isEqualTo(3);
    JsonNode one = json(audited("/v1/trail?subject=key_0000000000000003")).at("/entries/0");
    assertThat(one.at("/actor/name").asString()).isEqualTo("Zo\u00eb");
    String id = one.path("id").asString();
    assertThat(json(audited("/v1/trail/" + id))).isEqualTo(one);
    assertThat(audited("/v1/trail/adm_nowhere").statusCode()).isEqualTo(404);
    assertThat(json(get("/v1/trail?action=pack.loaded")).path("entries").size())
        .as("the gateway's own token opens it, too")
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongWithAQuestionIsSaid() throws Exception {
    for (String wrong :
        List.of(
            "since=yesterday",
            "since=1h&until=2h",
            "limit=0",
            "cursor=x",
            "acton=token",
            "verdict=block",
            "actor=%FF",
            "action=bad/word",
            "action=pack.",
            "action=a&action=b")) {
      HttpResponse<String> refused = audited("/v1/trail?" + wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(json(refused).at("/error/code").asString()).isEqualTo("invalid_query");
    }
    assertThat(json(audited("/v1/trail?acton=token")).at("/error/message").asString())
        .contains("`action`, `actor`, `cursor`, `limit`, `since`, `subject`, `until`");
    assertThat(json(audited("/v1/trail?action=pack.laoded")).at("/error/message").asString())
        .isEqualTo(
            "`pack.laoded` is no action of the trail; those of `pack` are `pack.loaded`, `pack.refused`");
    assertThat(json(audited("/v1/trail?action=bad/word")).at("/error/message").asString())
        .contains("actions begin with `escalation`, `evidence`, `export`", "`webhook`");
    assertThat(shown("/console/trail?action=tokn", cookie(auditor.reveal()), 422))
        .contains("actions begin with `escalation`");
  }

  /** Who sees events need not see who has keys, and who audits changes nothing. */
  @Test
  void othersAreToldWhatItTakes() throws Exception {
    HttpResponse<String> refused = get("/v1/trail", reader.reveal());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).at("/error/code").asString()).isEqualTo("insufficient_scope");
    assertThat(refused.body()).contains("audit");
    assertThat(get("/v1/trail", invoker.reveal()).statusCode()).isEqualTo(401);
    assertThat(get("/v1/trail", "nobody").statusCode()).isEqualTo(401);
    for (String path : List.of("/keeptrusts/config", "/keeptrusts/escalations")) {
      assertThat(audited(path).statusCode()).as(path).isEqualTo(403);
    }
    HttpRequest.Builder reload =
        HttpRequest.newBuilder(uri("/keeptrusts/config/reload"))
            .header("authorization", "Bearer " + auditor.reveal())
            .POST(HttpRequest.BodyPublishers.noBody());
    assertThat(send(reload).statusCode()).isEqualTo(403);
  }

  @Test
  void thePagesShowItAndLetNothingRun() throws Exception {
    String cookie = cookie(auditor.reveal());
    String page = shown("/console/trail?action=token", cookie, 200);
    assertThat(page)
        .contains(">Trail</a>", "aria-current=\"page\"", "Zo\u00eb", "token.", "\\u{202e}\\u{7}")
        .doesNotContain("<script>alert");
    String id =
        json(audited("/v1/trail?subject=key_0000000000000003")).at("/entries/0/id").asString();
    String one = shown("/console/trail/" + id, cookie, 200);
    assertThat(one)
        .contains(
            "token.created",
            "/console/events?key=key_0000000000000003",
            "kt ledger prove " + id,
            "&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}\\u{7}")
        .doesNotContain("<script>alert");
    assertThat(shown("/console/trail/" + id + "/json", cookie, 200)).startsWith("{\"id\":\"" + id);
    assertThat(shown("/console/trail/adm_nowhere", cookie, 404)).contains("no entry of this id");
    assertThat(shown("/console/trail?since=yesterday", cookie, 422)).contains("is not a time");
    assertThat(shown("/console/trail?actor=nobody", cookie, 200)).contains("No entry fits.");
  }

  @Test
  void whoMayNotSeeItHasNoEntryInTheMenu() throws Exception {
    String cookie = cookie(reader.reveal());
    assertThat(shown("/console/events", cookie, 200)).doesNotContain("/console/trail");
    for (String path : List.of("/console/trail", "/console/trail/adm_x", "/console/trail/a/json")) {
      assertThat(shown(path, cookie, 403))
          .contains("takes a key with the scope `audit` or `admin`")
          .doesNotContain("token.created");
    }
    assertThat(send(HttpRequest.newBuilder(uri("/console/trail"))).statusCode()).isEqualTo(303);
    assertThat(shown("/console/trail", cookie(TOKEN), 200)).contains("token.");
  }

  private HttpResponse<String> audited(String path) throws Exception {
    return get(path, auditor.reveal());
  }

  private String cookie(String token) throws Exception {
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(uri("/console/tickets"))
                .header("authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    HttpResponse<String> inside =
        send(
            HttpRequest.newBuilder(
                uri("/console/enter?ticket=" + json(made).path("ticket").asString())));
    return inside.headers().firstValue("set-cookie").orElse("").split(";", -1)[0];
  }

  private String shown(String path, String cookie, int status) throws Exception {
    HttpResponse<String> page = send(HttpRequest.newBuilder(uri(path)).header("cookie", cookie));
    assertThat(page.statusCode()).as(path).isEqualTo(status);
    if (!path.endsWith("/json") || status != 200) {
      assertThat(page.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'");
    }
    return page.body();
  }
}
