package ticketing.runner.verify;
import picocli.CommandLine.Command;
/** x. */
@Command(name = "verify")
public final class VerifyCommand implements Runnable { @Override public void run() {} }
