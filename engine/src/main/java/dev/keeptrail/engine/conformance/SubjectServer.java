package dev.keeptrail.engine.conformance;

import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.decision.DecisionJson;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.trace.TraceJson;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the questions of {@link ExternalSubject} with an engine of this installation: the model
 * for other engines, and proof that the protocol carries everything a case needs. A question that
 * cannot be answered gets an {@code error}, and the next one is read.
 */
public final class SubjectServer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InstalledSubject subject;

  /**
   * @throws IllegalArgumentException when there is no engine of that name
   */
  public SubjectServer(String engine) {
    this.subject = new InstalledSubject(PolicyEngines.named(engine));
  }

  /** Answers line by line until the input ends. */
  public void serve(InputStream in, PrintStream out) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.print(JSON.writeValueAsString(answer(line)) + "\n");
      out.flush();
    }
  }

  private ObjectNode answer(String line) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    try {
      JsonNode question = JSON.readTree(line);
      answer.put("id", question.path("id").asInt(0));
      switch (question.path("op").asString("")) {
        case "hello" -> hello(answer);
        case "decide" -> decide(question, answer);
        case "compile" -> inFolder(question.path("files"), folder -> compile(folder, answer));
        default -> answer.put("error", "unknown op");
      }
    } catch (JacksonException e) {
      answer.put("error", "the question is no JSON object on one line");
    } catch (SubjectException | InvalidPathException e) {
      answer.put("error", String.valueOf(e.getMessage()));
    }
    return answer;
  }

  private void hello(ObjectNode answer) {
    answer.put("name", subject.name());
    ArrayNode families = answer.putArray("answers");
    for (Family family : Family.values()) {
      families.add(family.word());
    }
  }

  private void decide(JsonNode question, ObjectNode answer) throws SubjectException {
    PackPlan plan = plan(JSON.writeValueAsString(question.path("plan")));
    ContentJson content = ContentJson.read(JSON.writeValueAsString(question.path("content")));
    ScanResult scan = FindingsJson.scan(question.path("findings"), content.phase().segments());
    PolicyEngine engine =
        PolicyEngines.named(subject.name(), PolicyKinds.installed(), (_, _) -> _ -> scan);
    PhaseDecision decision = new InstalledSubject(engine).decide(plan, content, PlugIns.none());
    String pretty =
        DecisionJson.of(
            decision, Redactions.apply(content.phase().segments(), decision.redactions()));
    answer.set("decision", JSON.readTree(pretty));
    ArrayNode trace = answer.putArray("trace");
    TraceJson.of(decision.trace()).lines().forEach(step -> trace.add(JSON.readTree(step)));
  }

  private static PackPlan plan(String json) throws SubjectException {
    try {
      return PlanReader.read(json);
    } catch (PlanFormatException e) {
      throw new SubjectException("the plan is not readable: " + e.getMessage());
    }
  }

  private void compile(ConformanceCase given, ObjectNode answer)
      throws IOException, SubjectException {
    for (Answer part : subject.answer(given)) {
      answer.put(part.file().equals(ConformanceCase.PLAN) ? "plan" : "diagnostics", part.text());
    }
  }

  private static void inFolder(JsonNode files, FolderTask task)
      throws IOException, SubjectException {
    Path folder = Files.createTempDirectory("keeptrail-conformance");
    try {
      for (Map.Entry<String, JsonNode> file : files.properties()) {
        Path path = folder.resolve(file.getKey()).normalize();
        if (!path.startsWith(folder)) {
          throw new SubjectException("a file outside the case: " + file.getKey());
        }
        Files.createDirectories(path.resolve("..").normalize());
        Files.write(path, bytes(file.getValue()));
      }
      task.run(new ConformanceCase("asked", Family.LANGUAGE, folder, new CaseNote("", List.of())));
    } finally {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static byte[] bytes(JsonNode file) throws SubjectException {
    if (!file.isObject()) {
      return file.asString().getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(file.path("base64").asString(""));
    } catch (IllegalArgumentException e) {
      throw new SubjectException("a file that is no base64");
    }
  }

  /** Something to do with a case in a folder of its own. */
  @FunctionalInterface
  private interface FolderTask {
    void run(ConformanceCase given) throws IOException, SubjectException;
  }
}
