package ticketing.runner;

import picocli.CommandLine;
import ticketing.runner.util.CommandContext;

/** Makes commands and their options; those that want the context get it. */
record CommandFactory(CommandContext context) implements CommandLine.IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    try {
      return type.getConstructor(CommandContext.class).newInstance(context);
    } catch (NoSuchMethodException e) {
      return CommandLine.defaultFactory().create(type);
    }
  }
}
