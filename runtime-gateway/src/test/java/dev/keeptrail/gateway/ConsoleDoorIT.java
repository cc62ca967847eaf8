package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets into the console, and by what. */
@Timeout(180)
final class ConsoleDoorIT extends OperatorListener {
  @Test
  void pagesAreForWhoLoggedInAndForNobodysFrame() throws Exception {
    HttpResponse<String> away = send(HttpRequest.newBuilder(uri("/console/overview")));
    assertThat(away.statusCode()).isEqualTo(303);
    HttpResponse<String> form = send(HttpRequest.newBuilder(uri("/console/login?next=//evil")));
    assertThat(form.body()).contains("name=\"next\" value=\"/console/events\"");
    assertThat(form.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(form.headers().firstValue("set-cookie")).isEmpty();
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(uri("/console/tickets"))
                .header("authorization", "Bearer " + reader.reveal())
                .POST(HttpRequest.BodyPublishers.noBody()));
    String enter = "/console/enter?ticket=" + json(made).path("ticket").asString();
    HttpResponse<String> inside = send(HttpRequest.newBuilder(uri(enter)));
    assertThat(inside.headers().firstValue("set-cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Lax", "Path=/console");
    assertThat(send(HttpRequest.newBuilder(uri(enter))).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/console/events?sinc=1h, since",
    "/console/overview?rang=day, range",
    "/console/packs?compar=a, compare",
    "/console/escalations?shw=all, no parameters|show",
    "/console/exports?state=running, no parameters",
    "/console/events/evt_1?a=b, no parameters",
  })
  void aPageSaysWhichParametersItDoesNotKnow(String path, String says) throws Exception {
    String made = json(send(ticket())).path("ticket").asString();
    HttpResponse<String> inside =
        send(HttpRequest.newBuilder(uri("/console/enter?ticket=" + made)));
    String cookie = inside.headers().firstValue("set-cookie").orElse("").split(";", -1)[0];
    HttpResponse<String> page = send(HttpRequest.newBuilder(uri(path)).header("cookie", cookie));

    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).containsPattern(says);
  }

  private HttpRequest.Builder ticket() {
    return HttpRequest.newBuilder(uri("/console/tickets"))
        .header("authorization", "Bearer " + TOKEN)
        .POST(HttpRequest.BodyPublishers.noBody());
  }

  @Test
  void whoOpensTheConsoleFromTheCommandLineIsKnownByName() throws Exception {
    HttpRequest.Builder asked = ticket();
    HttpResponse<String> made = send(asked.copy().header("x-keeptrail-actor", "ana"));
    HttpResponse<String> inside =
        send(
            HttpRequest.newBuilder(
                uri("/console/enter?ticket=" + json(made).path("ticket").asString())));
    String cookie = inside.headers().firstValue("set-cookie").orElse("").split(";", -1)[0];
    assertThat(
            send(HttpRequest.newBuilder(uri("/console/overview")).header("cookie", cookie)).body())
        .contains(">ana<");
    assertThat(send(asked.copy().header("x-keeptrail-actor", "a".repeat(300))).statusCode())
        .isEqualTo(422);
  }
}
