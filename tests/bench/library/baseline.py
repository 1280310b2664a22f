"""Xapian over the same texts: `baseline.py index JSONL FOLDER` and `baseline.py ask FOLDER QUESTIONS`; JSON on standard output."""
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


def ask(folder, source):
    db = xapian.Database(folder)
    parser = xapian.QueryParser()
    parser.set_database(db)
    parser.set_default_op(xapian.Query.OP_AND)
    stem = xapian.Stem('')
    answers = []
    for question in json.load(open(source, encoding='utf8')):
        flags = FLAGS | (xapian.QueryParser.FLAG_PARTIAL if question['partial'] else 0)
        best = None
        for _ in range(5):
            begun = time.perf_counter()
            enquire = xapian.Enquire(db)
            enquire.set_query(parser.parse_query(question['text'].encode(), flags))
            matches = enquire.get_mset(0, 20)
            for match in matches:
                matches.snippet(match.document.get_data(), 160, stem, 0)
            took = (time.perf_counter() - begun) * 1000
            best = took if best is None else min(best, took)
        answers.append(best)
    print(json.dumps(answers))


if sys.argv[1] == 'index':
    index(sys.argv[2], sys.argv[3])
else:
    ask(sys.argv[2], sys.argv[3])
