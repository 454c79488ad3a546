package earmark.bench;

import earmark.bench.side.Side;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * One kind of question, asked of all sides in turns by one client. The first side answers all of
 * them in each round, several times if there is time; where another has no time for all, it answers
 * as many as it can and goes on from there in the next round. What two sides answer must be the
 * same.
 *
 * @param <Q> a question
 * @param <A> an answer
 */
final class Turns<Q, A> {
  private static final int REPEATS = 4;
  private static final int WARM_UP = 5;

  private final List<Side> sides;
  private final List<Q> questions;
  private final BiFunction<Side, Q, A> ask;
  private final UnaryOperator<A> comparable;
  private final int least;
  private final Map<Q, A> answers = new HashMap<>();
  private final Map<Side, Latencies> times = new LinkedHashMap<>();
  private final Map<Side, Integer> asked = new HashMap<>();

  /**
   * @param comparable an answer in the form in which it is compared; not timed
   * @param least how many questions a side answers in a round, however long it takes
   */
  Turns(
      List<Side> sides,
      List<Q> questions,
      BiFunction<Side, Q, A> ask,
      UnaryOperator<A> comparable,
      int least) {
    this.sides = sides;
    this.questions = questions;
    this.ask = ask;
    this.comparable = comparable;
    this.least = least;
    for (Side side : sides) times.put(side, new Latencies());
  }

  /** How long a side's answers took. */
  Latencies times(Side side) {
    return Objects.requireNonNull(times.get(side));
  }

  /** How many different questions a side has answered, each as the first side did. */
  int asked(Side side) {
    return Math.min(questions.size(), asked.getOrDefault(side, 0));
  }

  void run(int rounds, int budgetSeconds) {
    if (questions.isEmpty()) return;
    long budgetNanos = budgetSeconds * 1_000_000_000L;
    for (int i = 0; i < sides.size(); i++) warmUp(sides.get(i), i == 0, budgetNanos);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < sides.size(); i++) round(sides.get(i), i == 0, budgetNanos);
    }
  }

  private void warmUp(Side side, boolean first, long budgetNanos) {
    int most = first ? questions.size() : Math.min(WARM_UP, questions.size());
    long until = System.nanoTime() + budgetNanos;
    for (int i = 0; i < most && (first || i == 0 || System.nanoTime() < until); i++) {
      Q question = questions.get(i);
      check(side, question, comparable.apply(ask.apply(side, question)));
    }
  }

  private void round(Side side, boolean first, long budgetNanos) {
    int most = questions.size() * (first ? REPEATS : 1);
    int needed = first ? questions.size() : Math.min(least, most);
    int from = asked.getOrDefault(side, 0);
    long until = System.nanoTime() + budgetNanos;
    int done = 0;
    while (done < most && (done < needed || System.nanoTime() < until)) {
      Q question = questions.get((from + done) % questions.size());
      long start = System.nanoTime();
      A answer = ask.apply(side, question);
      times(side).add(System.nanoTime() - start);
      check(side, question, comparable.apply(answer));
      done++;
    }
    asked.put(side, from + done);
  }

  private void check(Side side, Q question, A answer) {
    A before = answers.putIfAbsent(question, answer);
    if (before != null && !before.equals(answer)) {
      throw new IllegalStateException(
          "The answers to "
              + question
              + " differ:\n"
              + before
              + "\n"
              + side.name()
              + ":\n"
              + answer);
    }
  }
}
