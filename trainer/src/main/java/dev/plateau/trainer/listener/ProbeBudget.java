package dev.plateau.trainer.listener;

import java.util.ArrayList;
import java.util.List;

/**
 * The share of a training's time that probes may take, and how it is divided among them. Pure
 * arithmetic: times are handed in. Not thread-safe.
 *
 * <p>Time passes and earns the share of it; what is earned is dealt out in equal parts to the
 * accounts of the probes. A probe may run when its account holds what its last run cost, and pays
 * what the run did cost, into debt where that was more. An account that holds enough earns no more
 * and leaves its part to the others: so allowances are not hoarded and then spent in a burst, cheap
 * probes do not keep a dear one waiting for ever, and no part is lost that another probe could use.
 * The first run of a probe is granted without knowing its cost, and paid afterwards.
 *
 * <p>Law: cost charged up to a time ≤ share × (that time − begin) + Σ over probes of the largest
 * cost of one run.
 *
 * <p>Small costs that nobody can put off (cheap probes in the callback, probes that look at every
 * step) are charged before anything is dealt out, but take at most half of what is earned: the
 * other probes get rarer, and do not end.
 */
final class ProbeBudget {
  private final double share;
  private final List<Account> accounts = new ArrayList<>();
  private boolean hasBegun;
  private long lastNanos;
  private double owedNanos;

  /**
   * A budget that begins with the first time that is told.
   *
   * @param share above 0, at most 1
   */
  ProbeBudget(double share) {
    this.share = share;
  }

  /** An account for one more probe. */
  Account open() {
    Account account = new Account();
    accounts.add(account);
    return account;
  }

  /**
   * Time has passed.
   *
   * @param nowNanos of a clock that does not go back
   */
  void advance(long nowNanos) {
    if (hasBegun) {
      double earned = share * (nowNanos - lastNanos);
      double paid = Math.min(owedNanos, earned / 2);
      owedNanos -= paid;
      deal(earned - paid);
    }
    hasBegun = true;
    lastNanos = nowNanos;
  }

  /** Charges what was spent and could not be put off. */
  void chargeUnavoidable(long costNanos) {
    owedNanos += costNanos;
  }

  /** Equal parts for all that lack something; what one does not need goes round again. */
  private void deal(double earned) {
    double left = earned;
    for (int round = 0; round < accounts.size() && left > 0; round++) {
      int lacking = 0;
      for (Account account : accounts) {
        lacking += account.lackNanos() > 0 ? 1 : 0;
      }
      double part = left / lacking;
      for (Account account : accounts) {
        double given = Math.min(part, account.lackNanos());
        account.balanceNanos += given;
        left -= given;
      }
    }
  }

  /** What one probe may spend of the budget. */
  final class Account {
    private double balanceNanos;
    private double expectedNanos;
    private boolean isClosed;

    private Account() {}

    /** Whether a run is allowed now. The clock is the budget's. */
    boolean allows(long nowNanos) {
      advance(nowNanos);
      return balanceNanos >= expectedNanos;
    }

    /** Charges a run, which also says what the next one is expected to cost. */
    void charge(long costNanos) {
      balanceNanos -= costNanos;
      expectedNanos = costNanos;
    }

    /** Charges what the probe costs besides its runs, which cannot be put off. */
    void chargeAside(long costNanos) {
      chargeUnavoidable(costNanos);
    }

    /** The probe runs no more: its part is the others'. */
    void close() {
      isClosed = true;
    }

    private double lackNanos() {
      return isClosed ? 0 : Math.max(0, expectedNanos - balanceNanos);
    }
  }
}
