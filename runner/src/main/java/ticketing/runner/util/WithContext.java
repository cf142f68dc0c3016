package ticketing.runner.util;

/** A command, or an option of several, that gets its context when it is created. */
public abstract class WithContext {
  /** Never null. */
  protected CommandContext context;

  /** Sets the context, before the arguments are parsed. */
  public final void setContext(CommandContext context) {
    this.context = context;
  }
}
