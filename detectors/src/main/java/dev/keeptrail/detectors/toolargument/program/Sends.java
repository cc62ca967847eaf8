package dev.keeptrail.detectors.toolargument.program;

import java.util.List;
import java.util.Set;

/**
 * All that a process or a page keeps for itself, sent away; and questions to a cloud's own service.
 */
final class Sends {
  private static final Set<String> SENDERS =
      Set.of(
          "post",
          "put",
          "fetch",
          "urlopen",
          "request",
          "sendbeacon",
          "send",
          "sendall",
          "axios",
          "get",
          "postasync",
          "open",
          "curl_setopt",
          "newrequest",
          "write",
          "end",
          "stringify");

  /** Names of what holds everything; with a point or a bracket behind, of one thing in it. */
  private static final List<String> EVERYTHING =
      List.of(
          "os.environ",
          "process.env",
          "system.getenv()",
          "env.to_h",
          "$_env",
          "os.environ()",
          "getenv()",
          "os.environ.items()");

  private static final List<String> VISITOR =
      List.of("document.cookie", "localstorage", "sessionstorage", "chrome.cookies");

  private static final List<String> NETWORK =
      List.of(
          "requests.",
          "urllib",
          "urlopen",
          "http.client",
          "httpx",
          "aiohttp",
          "fetch(",
          "axios",
          "xmlhttprequest",
          "sendbeacon",
          "new image",
          "https.request",
          "http.request",
          "socket",
          "curl",
          "net/http",
          "invoke-restmethod",
          "httpclient",
          "smtplib");

  private static final List<String> METADATA =
      List.of("169.254.169.254", "metadata.google.internal", "100.100.100.200", "fd00:ec2::254");

  private final boolean network;
  private final boolean everything;

  Sends(CharSequence text) {
    String program = text.toString();
    this.network = NETWORK.stream().anyMatch(program::contains);
    this.everything = holdsEverything(program);
  }

  boolean any() {
    return network;
  }

  double score(Call call) {
    if (!SENDERS.contains(call.function()) && !call.name().endsWith("image")) {
      return 0;
    }
    boolean asks = METADATA.stream().anyMatch(call.near()::contains);
    boolean visitor = network && call.takesAny(VISITOR);
    boolean all = network && everything && !call.function().equals("get") && isSent(call);
    return asks ? 0.85 : all ? 0.85 : visitor ? 0.8 : 0;
  }

  private static boolean isSent(Call call) {
    boolean sends =
        Set.of(
                "post",
                "put",
                "fetch",
                "urlopen",
                "request",
                "send",
                "sendall",
                "sendbeacon",
                "axios",
                "postasync")
            .contains(call.function());
    return sends && (call.near().contains("http") || call.near().contains("env"));
  }

  private static boolean holdsEverything(String program) {
    for (String name : EVERYTHING) {
      int at = program.indexOf(name);
      while (at >= 0) {
        char next =
            at + name.length() < program.length() ? program.charAt(at + name.length()) : ' ';
        if (next != '.' && next != '[' && !Character.isLetterOrDigit(next) && next != '_') {
          return true;
        }
        at = program.indexOf(name, at + 1);
      }
    }
    return false;
  }
}
