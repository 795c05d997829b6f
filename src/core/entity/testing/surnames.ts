/** Common family names, each unlike the others: what looks for one must not find another. */
export const CYRILLIC_SURNAMES: readonly string[] = (
  'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов ' +
  'Степанов Николаев Орлов Андреев Макаров Никитин Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Дмитриев ' +
  'Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов ' +
  'Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков ' +
  'Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Быков Маслов Родионов Лазарев ' +
  'Воронин Климов Филатов Пономарёв Голубев Прохоров Наумов Потапов Журавлёв Трофимов Леонов Соболев Ермаков Колесников Гончаров Никифоров Грачёв ' +
  'Шевченко Бондаренко Кравченко Ткаченко Коваленко Олейник Лысенко Марченко Савченко Руденко Петренко Клименко Павленко Кравчук Шевчук Полищук ' +
  'Лукашевич Лукашук Лукашенко Цепкало Бабарико Статкевич Некляев Милинкевич'
).split(' ');

export const LATIN_SURNAMES: readonly string[] = (
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee ' +
  'Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams ' +
  'Nelson Baker Hall Rivera Campbell Carter Schmidt Schneider Fischer Weber Wagner Becker Schulz Koch Richter Klein Wolf Schwarz Zimmermann Krüger ' +
  'Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski Kozłowski Jankowski Mazur Krawczyk Kaczmarek Piotrowski ' +
  'Dubois Petit Durand Leroy Moreau Laurent Lefebvre Bertrand Roux Fournier Girard Bonnet Dupont Lambert Rousseau Chevalier'
).split(' ');

/** One name as different languages and systems spell it. */
export const SPELLINGS: readonly (readonly string[])[] = [
  'Лукашенко Лукашенка Лукашэнка Lukashenka Lukashenko Łukašenka Loukachenko Lukaschenko Łukaszenka Lukasjenko Lukašenko Lukaşenko',
  'Тихановская Ціханоўская Tsikhanouskaya Tikhanovskaya Cichanoŭskaja Tichanowskaja',
  'Быков Быкаў Bykau Bykov Bykaŭ Bykow Bykoff',
  'Александр Аляксандр Alexander Aliaksandr Aleksandr Олександр Oleksandr',
  'Владимир Уладзімір Vladimir Uladzimir Wladimir',
  'Хрущев Хрущёв Khrushchev Khrushchov Chruschtschow Khrouchtchev Chruščov Chruszczow',
  'Чернобыль Чарнобыль Chernobyl Tschernobyl Tchernobyl Czarnobyl Chornobyl Tsjernobyl',
  'Гомель Гомяль Homel Gomel',
  'Жуков Zhukov Joukov Żukow Žukov',
  'Светлана Святлана Sviatlana Svetlana',
  'Дмитрий Дзмітрый Dmitry Dzmitry Dmitri Dmytro',
  'Чехов Chekhov Tchekhov Tschechow Čechov Tsjechov',
  'Ющенко Yushchenko Juschtschenko Iouchtchenko Juszczenko',
  'Παπαδόπουλος Papadopoulos Пападопулос',
].map((line) => line.split(' '));

/** Names as a project may hold them, and how texts in several languages call the same. */
export const NAMES_IN_TEXTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    'Hrodna: Гродно, Гродна, Grodno, Гродне, у Гродне',
    'Mogilev: Могилёв, Магілёў, Mahilioŭ, Mahilyow, Mogiljow, Могилеве, Магілёве',
    'Vitebsk: Витебск, Віцебск, Vitsebsk, Viciebsk, Witebsk, Віцебску',
    'Gomel: Гомель, Homel, Homiel, Гомеле',
    'Kyiv: Киев, Київ, Kiev, Kiew, Kijów, Киеве',
    'Kharkiv: Харьков, Харків, Kharkov, Charkiw, Харькове',
    'Volodymyr Zelenskyy: Зеленский, Зеленський, Зяленскі, Zelensky, Zelenskiy, Selenskyj, Zełenski, Владимир Зеленский, Зеленского',
    'Марыя Калеснікава: Maria Kolesnikova, Maryia Kalesnikava, Калеснікавай, Колесниковой, Kolesnikowa',
    'Виктор Бабарико: Віктар Бабарыка, Viktar Babaryka, Babariko, Бабарыкі',
    'Петро Порошенко: Порошенка, Пётр Порошенко, Poroschenko',
    'Mikhail Gorbachev: Горбачёв, Горбачев, Gorbatschow, Gorbatchev, Gorbaczow, Гарбачоў',
    'Boris Yeltsin: Ельцин, Jelzin, Eltsine, Ельцина, Jelcyn',
    'Boris Johnson: Джонсон, Борис Джонсон',
    'Helmut Kohl: Коль, Гельмут Коль',
    'Angela Merkel: Меркель, Ангела Меркель',
    'Recep Tayyip Erdoğan: Эрдоган, Эрдогана, Erdogan, Erdoğan’ın',
    'Radio Svaboda: Радыё Свабода, Радио Свобода, Радыё Свабоды, Radio Svoboda',
    'Сергей: Serhii, Siarhei, Сяргей, Сергій',
  ].map((line) => {
    const [name = '', texts = ''] = line.split(': ');
    return [name, texts.split(', ')];
  }),
);
