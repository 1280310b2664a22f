"""Xapian over the same texts: `baseline.py index JSONL FOLDER`, `ask FOLDER QUESTIONS` and `cold FOLDER QUESTIONS`; JSON on standard output."""
import json, os, resource, sys, time
import xapian

FLAGS = (xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_CJK_NGRAM
         | xapian.QueryParser.FLAG_BOOLEAN)


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def index(source, folder):
    db = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
    spent, size = 0.0, 0
    with open(source, encoding='utf8') as lines:
        for line in lines:
            manual = json.loads(line)
            text = manual['text'].encode()
            size += len(text)
            begun = cpu()
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(manual['title'], 8)
            generator.increase_termpos()
            generator.index_text(text)
            document.set_data(text)
            db.add_document(document)
            spent += cpu() - begun
    begun = cpu()
    db.commit()
    db.close()
    spent += cpu() - begun
    sizes = {name: os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)}
    print(json.dumps({'seconds': spent, 'bytes': size, 'all': sum(sizes.values()),
                      'withoutText': sum(sizes.values()) - sizes.get('docdata.glass', 0)}))


class Asked:
    """The database, open; answers how many milliseconds a question takes with its snippets."""

    def __init__(self, folder):
        self.db = xapian.Database(folder)
        self.parser = xapian.QueryParser()
        self.parser.set_database(self.db)
        self.parser.set_default_op(xapian.Query.OP_AND)
        self.stem = xapian.Stem('')

    def answer(self, question):
        flags = FLAGS | (xapian.QueryParser.FLAG_PARTIAL if question['partial'] else 0)
        begun = time.perf_counter()
        enquire = xapian.Enquire(self.db)
        enquire.set_query(self.parser.parse_query(question['text'].encode(), flags))
        matches = enquire.get_mset(0, 20)
        for match in matches:
            matches.snippet(match.document.get_data(), 160, self.stem, 0)
        return (time.perf_counter() - begun) * 1000


def ask(folder, source):
    asked = Asked(folder)
    with open(source, encoding='utf8') as questions:
        print(json.dumps([min(asked.answer(one) for _ in range(5)) for one in json.load(questions)]))


def cold(folder, source):
    """Each question once, in a database that was just opened, of files that the system has let go of."""
    answers = []
    with open(source, encoding='utf8') as questions:
        for question in json.load(questions):
            asked = Asked(folder)
            for name in os.listdir(folder):
                file = os.open(os.path.join(folder, name), os.O_RDONLY)
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)
            answers.append(asked.answer(question))
    print(json.dumps(answers))


if sys.argv[1] == 'index':
    index(sys.argv[2], sys.argv[3])
elif sys.argv[1] == 'cold':
    cold(sys.argv[2], sys.argv[3])
else:
    ask(sys.argv[2], sys.argv[3])
