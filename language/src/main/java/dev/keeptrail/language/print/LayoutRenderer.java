package dev.keeptrail.language.print;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Settles the line breaks of a layout. Takes time proportional to the text. For one layout. */
final class LayoutRenderer {
  static final int WIDTH = 100;
  private static final String STEP = "  ";

  private final StringBuilder out = new StringBuilder();
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final int width;

  /** What stands between the text so far and the next: written only when there is a next. */
  private Pending pending = Pending.none();

  private LayoutRenderer(int width) {
    this.width = width;
  }

  /** The text; ends with a line end unless it is empty. */
  static String render(Layout layout) {
    return render(layout, WIDTH);
  }

  static String render(Layout layout, int width) {
    String text = new LayoutRenderer(width).run(layout);
    return text.isEmpty() ? text : text + "\n";
  }

  private String run(Layout layout) {
    tasks.push(new Task(layout, 0, false));
    while (!tasks.isEmpty()) {
      step(tasks.pop());
    }
    return out.toString();
  }

  private void step(Task task) {
    switch (task.layout()) {
      case Layout.Text text -> write(text.text());
      case Layout.Space _ -> pending = pending.isLine() ? pending : Pending.space();
      case Layout.Gap gap -> gap(gap, task);
      case Layout.Remark remark -> remark(remark, task.indent());
      case Layout.Sequence sequence -> pushAll(tasks, sequence.parts(), task);
      case Layout.Nest nest -> tasks.push(new Task(nest.content(), task.indent() + 1, task.flat()));
      case Layout.Group group -> {
        var flat = new Task(group.content(), task.indent(), true);
        tasks.push(task.flat() || (!group.breaks() && fits(flat)) ? flat : flat.broken());
      }
    }
  }

  private void gap(Layout.Gap gap, Task task) {
    if (task.flat() && !gap.hard()) {
      flatGap(gap.flat());
      return;
    }
    if (!pending.isLine()) {
      out.append(gap.before());
    }
    boolean blank = gap.blank() || (pending.isLine() && pending.blank());
    pending = new Pending("\n", task.indent(), blank, pending.afterRemark());
  }

  private void flatGap(String flat) {
    if (!pending.isLine()) {
      out.append(flat.stripTrailing());
      pending = flat.endsWith(" ") ? Pending.space() : pending;
    }
  }

  private void remark(Layout.Remark remark, int indent) {
    if (remark.trailing() && !pending.afterRemark() && !out.isEmpty()) {
      boolean blank = pending.isLine() && pending.blank();
      int next = pending.isLine() ? pending.indent() : indent;
      out.append(STEP).append(remark.text());
      pending = new Pending("\n", next, blank, true);
      return;
    }
    int own = pending.isLine() ? pending.indent() : indent;
    pending = Pending.line(own, remark.blank() || (pending.isLine() && pending.blank()));
    write(remark.text());
    pending = new Pending("\n", own, false, true);
  }

  private void write(String text) {
    if (pending.isLine()) {
      if (!out.isEmpty()) {
        out.append(pending.blank() ? "\n\n" : "\n");
      }
      out.repeat(STEP, pending.indent());
    } else {
      out.append(pending.text());
    }
    pending = Pending.none();
    out.append(text);
  }

  /** Whether the task and what follows it up to the next line end stay within the width. */
  private boolean fits(Task first) {
    int left = width - column();
    Deque<Task> ahead = new ArrayDeque<>();
    ahead.push(first);
    Iterator<Task> rest = tasks.iterator();
    while (left >= 0) {
      if (ahead.isEmpty()) {
        if (!rest.hasNext()) {
          return true;
        }
        ahead.push(rest.next());
      }
      Task task = ahead.pop();
      switch (task.layout()) {
        case Layout.Text text -> {
          int lineEnd = text.text().indexOf('\n');
          left -= text.text().codePointCount(0, lineEnd < 0 ? text.text().length() : lineEnd);
          if (lineEnd >= 0) {
            return left >= 0;
          }
        }
        case Layout.Space _ -> left--;
        case Layout.Remark _ -> {
          return true;
        }
        case Layout.Gap gap -> {
          if (!task.flat() || gap.hard()) {
            return left >= gap.before().length();
          }
          left -= gap.flat().length();
        }
        case Layout.Sequence sequence -> pushAll(ahead, sequence.parts(), task);
        case Layout.Nest nest -> ahead.push(new Task(nest.content(), 0, task.flat()));
        // WHY: a later group may still break at its first gap, whatever this one does.
        case Layout.Group group -> ahead.push(new Task(group.content(), 0, task.flat()));
      }
    }
    return false;
  }

  private int column() {
    if (pending.isLine()) {
      return pending.indent() * STEP.length();
    }
    int start = out.lastIndexOf("\n") + 1;
    return out.codePointCount(start, out.length()) + pending.text().length();
  }

  private static void pushAll(Deque<Task> onto, List<Layout> parts, Task parent) {
    for (Layout part : parts.reversed()) {
      onto.push(new Task(part, parent.indent(), parent.flat()));
    }
  }

  private record Task(Layout layout, int indent, boolean flat) {
    Task broken() {
      return new Task(layout, indent, false);
    }
  }

  private record Pending(String text, int indent, boolean blank, boolean afterRemark) {
    static Pending none() {
      return new Pending("", 0, false, false);
    }

    static Pending space() {
      return new Pending(" ", 0, false, false);
    }

    static Pending line(int indent, boolean blank) {
      return new Pending("\n", indent, blank, false);
    }

    boolean isLine() {
      return text.equals("\n");
    }
  }
}
