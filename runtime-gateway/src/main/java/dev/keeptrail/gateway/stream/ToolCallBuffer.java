package dev.keeptrail.gateway.stream;

/**
 * A tool call whose arguments come in pieces. They are held until the call is complete: a client
 * cannot act on half of them, and half of a JSON string cannot be judged. Confined to one thread.
 */
public final class ToolCallBuffer {
  private final int choice;
  private final int index;
  private final StreamBudget budget;
  private final StringBuilder arguments = new StringBuilder();
  private String id = "";
  private String name = "";

  ToolCallBuffer(int choice, int index, StreamBudget budget) {
    this.choice = choice;
    this.index = index;
    this.budget = budget;
  }

  /** A complete call, arguments as the model wrote them: JSON text, not yet parsed. */
  public record Call(int choice, int index, String id, String name, String arguments) {
    /** Shows which call, never its arguments. */
    @Override
    public String toString() {
      return "Call[" + choice + "/" + index + ", " + arguments.length() + " chars]";
    }
  }

  /** Id and name come once, mostly with the first piece; empty ones say nothing. */
  public void identify(String callId, String toolName) {
    id = callId.isEmpty() ? id : callId;
    name = toolName.isEmpty() ? name : toolName;
  }

  public void append(String piece) {
    arguments.append(piece, 0, budget.take(arguments.length(), piece.length()));
  }

  public Call complete() {
    return new Call(choice, index, id, name, arguments.toString());
  }
}
