package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.name.Gazetteer;
import dev.keeptrail.detectors.name.NameDetectors;
import dev.keeptrail.detectors.name.NameTagger;
import dev.keeptrail.detectors.name.Tag;
import dev.keeptrail.detectors.name.TaggerModel;
import dev.keeptrail.detectors.name.WordClasses;
import dev.keeptrail.detectors.resource.TrainedResource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Trains the name tagger on the data folder and on our own templates, in half a minute and always
 * to the same bytes. Usage: {@code TrainNames DATA train FILE} writes the model and its digest;
 * {@code TrainNames DATA measure} trains without what it then measures on, and prints the figures.
 */
public final class TrainNames {
  private static final int ROUNDS = 10;
  private static final long SEED = 20_250_611;
  private static final int WANTED_MARGIN = 40;

  private static final Set<String> ORDINARY =
      Set.of("ben-awesome-copilot", "ben-fabric", "ben-banking77", "ben-agentbench");
  private static final Set<String> UNSEEN =
      Set.of("ben-taubench", "ben-bfcl", "ben-clinc150", "ben-mtbench", "deepset-");

  private final Path data;
  private final WordLists words;
  private final WordClasses classes = WordClasses.load();
  private final Gazetteer gazetteer;

  private TrainNames(Path data) throws IOException {
    this.data = data;
    this.words = WordLists.read(data);
    this.gazetteer = GazetteerBuilder.build(data, words, classes);
  }

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length == 3 && arguments[1].equals("train")) {
      byte[] model = trained(Path.of(arguments[0]));
      Path file = Path.of(arguments[2]);
      Files.write(file, model);
      String digest = TrainedResource.sha256(model);
      Files.writeString(file.resolveSibling(file.getFileName() + ".sha256"), digest + "\n");
      out.println(digest + "  " + model.length + " bytes");
    } else if (arguments.length == 2 && arguments[1].equals("measure")) {
      new TrainNames(Path.of(arguments[0])).measure(out);
    } else {
      throw new IllegalArgumentException("usage: DATA train FILE, or DATA measure");
    }
  }

  /** The model of everything in the data folder, as bytes. */
  public static byte[] trained(Path data) throws IOException {
    return new TrainNames(data).trained();
  }

  private byte[] trained() throws IOException {
    return train(texts()).toBytes();
  }

  private List<LabelledText> texts() throws IOException {
    var texts = new ArrayList<LabelledText>(NameCorpora.read(data));
    List<String> countries = classes.places();
    var templates = new Templates(new Fill(words, countries, new Dice(SEED)));
    texts.addAll(templates.own());
    texts.addAll(templates.presidio(data));
    texts.addAll(NameCorpora.ordinary(data.resolve("injection/train.jsonl.gz"), ORDINARY, 3));
    return texts;
  }

  private TaggerModel train(List<LabelledText> texts) {
    var perceptron = new Perceptron(WANTED_MARGIN);
    var blank = TaggerModel.of(classes, gazetteer, new byte[TaggerModel.ROWS * Tag.COUNT]);
    var shuffled = new ArrayList<>(texts);
    var dice = new Dice(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      dice.shuffle(shuffled);
      for (LabelledText text : shuffled) {
        perceptron.learnFrom(text.gold());
        NameTagger.walk(text.tokens(), blank, perceptron);
      }
    }
    return TaggerModel.of(classes, gazetteer, perceptron.averages());
  }

  private void measure(PrintStream out) throws IOException {
    List<LabelledText> all = texts();
    out.println("unseen templates and documents");
    compare(out, all, TrainNames::isHeldOut);
    out.println("unseen corpora: nothing of Presidio in training");
    compare(out, all, text -> text.source().startsWith("pii-presidio"));
    out.println("unseen corpora: nothing of PII-anon or MEDDOCAN in training");
    compare(
        out,
        all,
        text -> text.source().equals("pii-anon-fixed") || text.source().equals("pii-meddocan-es"));
  }

  private void compare(PrintStream out, List<LabelledText> all, Predicate<LabelledText> heldOut)
      throws IOException {
    long start = System.nanoTime();
    TaggerModel model = train(all.stream().filter(heldOut.negate()).toList());
    var scores = new NameScores();
    for (LabelledText text : all) {
      if (heldOut.test(text) && !text.group().isEmpty()) {
        scores.add(text.source(), text.names(), found(model, text));
      }
    }
    out.println(scores.table());
    out.println(ordinary(model));
    out.println((System.nanoTime() - start) / 1_000_000 + " ms");
  }

  /** How many persons and addresses are seen in ordinary traffic. */
  private String ordinary(TaggerModel model) throws IOException {
    var text = new StringBuilder();
    for (String set : new TreeSet<>(UNSEEN)) {
      int rows = 0;
      int persons = 0;
      int addresses = 0;
      int length = 0;
      for (LabelledText row :
          NameCorpora.ordinary(data.resolve("injection/dev.jsonl.gz"), Set.of(set), 1)) {
        rows++;
        length += row.text().length();
        for (LabelledText.Name name : found(model, row)) {
          persons += name.kind() == Tag.Kind.PERSON ? 1 : 0;
          addresses += name.kind() == Tag.Kind.ADDRESS ? 1 : 0;
        }
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %5d rows %7d characters %4d persons %4d addresses%n",
              set,
              rows,
              length,
              persons,
              addresses));
    }
    return text.toString();
  }

  private static List<LabelledText.Name> found(TaggerModel model, LabelledText text) {
    var found = new ArrayList<LabelledText.Name>();
    NameDetectors.names(
        model,
        text.tokens(),
        (start, end, kind) -> found.add(new LabelledText.Name(start, end, kind)));
    return found;
  }

  private static boolean isHeldOut(LabelledText text) {
    return switch (text.source()) {
      case "ner-btc" -> text.group().equals("btcf") || text.group().equals("btch");
      case "ner-wnut17" -> text.group().equals("last");
      case "pii-anon-fixed" -> Math.floorMod(text.group().hashCode(), 5) == 0;
      case "pii-meddocan-es" -> text.group().equals("dev");
      case "templates", "pii-presidio-templates", "pii-presidio-large" ->
          Integer.parseInt(text.group().substring(1)) % 5 == 0;
      default -> false;
    };
  }
}
