package earmark.alert;

class MemoryAlertsTest implements AlertsContract {
  private final MemoryAlerts memory = new MemoryAlerts();

  @Override
  public Alerts alerts() {
    return memory;
  }

  @Override
  public Deliveries deliveries() {
    return memory;
  }

  @Override
  public void account(String login) {
    // nothing refers to accounts here
  }
}
