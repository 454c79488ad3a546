package earmark;

class Earmark {
  public static void main(String[] args) {}
}
