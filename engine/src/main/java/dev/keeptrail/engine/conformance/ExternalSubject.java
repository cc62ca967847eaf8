package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another program, asked over its standard input and output: one JSON object a line each way, every
 * answer with the {@code id} of its question. {@code conformance-tests/README.md} describes the
 * questions. What it writes to standard error goes to ours.
 */
public final class ExternalSubject implements Subject {
  private static final long ANSWER_SECONDS = 30;
  private static final int MAX_ANSWER = 16 * 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  // WHY: plans and findings are ours: an engine is judged on rules, not on parsing or detecting.
  private final InstalledSubject own = new InstalledSubject("reference");
  private final String name;
  private final Set<Family> families = EnumSet.noneOf(Family.class);
  private int asked;

  private ExternalSubject(Process process) throws SubjectException {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    JsonNode hello = ask(JSON.createObjectNode().put("op", "hello"));
    this.name = hello.path("name").asString("external");
    for (JsonNode family : hello.path("answers")) {
      Family.named(family.asString("")).ifPresent(families::add);
    }
    if (families.isEmpty()) {
      throw new SubjectException("the program names no family that it answers");
    }
  }

  /**
   * Starts the program and asks what it can do.
   *
   * @param command the program and its arguments
   * @throws SubjectException when it does not start or does not answer
   */
  public static ExternalSubject start(List<String> command) throws SubjectException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new SubjectException("the program `" + command.getFirst() + "` cannot be started");
    }
    try {
      return new ExternalSubject(process);
    } catch (SubjectException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean answers(Family family) {
    return families.contains(family);
  }

  @Override
  public List<Answer> answer(ConformanceCase given) throws IOException, SubjectException {
    List<Answer> found = new ArrayList<>();
    for (Path pack : given.packs()) {
      String from = given.packs().size() == 1 ? "" : String.valueOf(pack.getFileName());
      if (given.family() == Family.TRACE) {
        decide(given, pack, from, found);
      } else {
        compile(given, pack, from, found);
      }
    }
    return found;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void decide(ConformanceCase given, Path pack, String from, List<Answer> found)
      throws IOException, SubjectException {
    ContentJson content = InstalledSubject.content(given);
    PackPlan plan;
    PhaseDecision scanned;
    try (PlugIns plugIns = CasePlugIns.open(given.folder())) {
      plan = own.plan(pack, plugIns);
      scanned = own.decide(plan, content, plugIns);
    }
    ObjectNode question = JSON.createObjectNode().put("op", "decide");
    question.set("plan", JSON.readTree(PlanJson.canonical(plan)));
    question.set("content", JSON.readTree(given.text(ConformanceCase.CONTENT).orElse("{}")));
    FindingsJson.write(scanned.findings(), question.putArray("findings"));
    JsonNode answer = ask(question);
    found.add(
        new Answer(
            ConformanceCase.DECISION,
            from,
            PRETTY.writeValueAsString(answer.path("decision")) + "\n"));
    var trace = new StringBuilder();
    for (JsonNode line : answer.path("trace")) {
      trace.append(JSON.writeValueAsString(line)).append('\n');
    }
    found.add(new Answer(ConformanceCase.TRACE, from, trace.toString()));
  }

  private void compile(ConformanceCase given, Path pack, String from, List<Answer> found)
      throws IOException, SubjectException {
    ObjectNode question = JSON.createObjectNode().put("op", "compile");
    question.put("main", String.valueOf(pack.getFileName()));
    ObjectNode files = question.putObject("files");
    for (Path source : CaseFolders.sources(given.folder())) {
      String name = given.folder().relativize(source).toString().replace('\\', '/');
      byte[] bytes = Files.readAllBytes(source);
      String text = new String(bytes, StandardCharsets.UTF_8);
      // WHY: JSON holds text only, and what is no UTF-8 is a case too.
      if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
        files.put(name, text);
      } else {
        files.putObject(name).put("base64", Base64.getEncoder().encodeToString(bytes));
      }
    }
    JsonNode answer = ask(question);
    found.add(
        new Answer(ConformanceCase.DIAGNOSTICS, from, answer.path("diagnostics").asString("")));
    if (answer.path("plan").isString()) {
      found.add(new Answer(ConformanceCase.PLAN, from, answer.path("plan").asString()));
    }
  }

  private JsonNode ask(ObjectNode question) throws SubjectException {
    int id = ++asked;
    question.put("id", id);
    var answer = CompletableFuture.supplyAsync(this::readLine);
    try {
      questions.write(JSON.writeValueAsString(question));
      questions.write('\n');
      questions.flush();
      JsonNode parsed = JSON.readTree(answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
      if (parsed.path("error").isString()) {
        throw new SubjectException("the program says: " + parsed.path("error").asString());
      }
      if (parsed.path("id").asInt(-1) != id) {
        throw new SubjectException("the program answers another question");
      }
      return parsed;
    } catch (JacksonException e) {
      throw new SubjectException("the program's answer is no JSON object on one line");
    } catch (IOException | ExecutionException e) {
      throw new SubjectException("the program ended without an answer");
    } catch (TimeoutException e) {
      throw new SubjectException("the program gave no answer in " + ANSWER_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubjectException("interrupted while the program was asked");
    }
  }

  private String readLine() {
    var line = new StringBuilder();
    try {
      for (int c = answers.read(); c != '\n'; c = answers.read()) {
        if (c < 0 || line.length() == MAX_ANSWER) {
          throw new IllegalStateException("no whole line");
        }
        line.append((char) c);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return line.toString();
  }
}
