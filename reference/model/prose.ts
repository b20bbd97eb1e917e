/** What the little language model has read: stories, explanations, talk, questions, lists. Everything it says comes from here. */

/**
 * The documents, each a text of its own.
 *
 * In the source, an empty line ends a document and a line that begins with two spaces goes on with the line before.
 */
export function documents(): readonly string[] {
  return source
    .trim()
    .split('\n\n')
    .map((document) => document.replace(/\n {2}/g, ' '));
}

const source = `
The old miller lived by the river, where the water turned the wheel from morning until night. Every day the farmers
  came with their carts, and every day he asked them for the news. One morning nobody came. The miller waited until
  noon, then he closed the door and walked along the road to see what had happened. Behind the hill he found all the
  carts standing in a line, because a small white goat was lying in the middle of the road and did not want to get up.
  The miller sat down beside the goat and shared his bread with it. After a while the goat stood up, looked at the
  carts, and went home with him. Since that day the goat has lived at the mill, and the farmers bring bread for two.

A girl named Mara found a key in the garden. It was small and green with age, and it fitted no door in the house. She
  asked her father, who asked her grandmother, who laughed and pointed at the pear tree. Under the tree there was a
  stone, and under the stone there was a box. Mara turned the key and the box opened without a sound. Inside lay a
  letter that her grandmother had written when she was a girl of the same age. It said: the best pears are the ones
  you share. Mara read it twice, then she climbed the tree and filled her basket for the neighbours.

The lighthouse keeper counted the ships in a thick blue book. He wrote down the name, the hour and the weather of each.
  When the fog was thick he could not see the names, so he wrote down the sound of the horn instead. Years later a
  young captain came to the lighthouse and asked for the page of a certain night. There was no name on that page, only
  a drawing of a long note and two short ones. The captain smiled and said that it was his father's ship. They drank
  tea together, and the keeper wrote the name into the book at last.

Two brothers wanted to cross the mountain before the snow. The older brother carried the food and the younger brother
  carried the rope. On the second day the path was gone, and the older brother wanted to turn back. The younger brother
  tied the rope around a tree and looked over the edge. There was a path below them, dry and wide, and a hut with smoke
  above the roof. They went down the rope one after the other. In the hut they met an old woman who gave them soup and
  asked them why they had not used the stairs.

In the small town of Brünn there was a baker called Jonáš who baked bread in the form of letters. People bought their
  names for breakfast, and lovers bought whole sentences. One day a quiet man came in and asked for the word “sorry”.
  He came again on the next day, and on the day after that. On the fourth day a woman came into the shop and asked for
  the word “yes”. The baker gave it to her for nothing, and he put a little sugar on top.

The robot had been made to sort the apples, and it sorted them well. Red apples went to the left, green apples went to
  the right, and the bad ones went into the bin. One evening it found an apple that was red on one side and green on
  the other. The robot thought about it for a long time. Then it put the apple on the shelf above its head, where it
  could see it. In the morning the workers found seven such apples on the shelf, all in a row, and they understood that
  the robot had started a collection.

A fisherman caught a fish that could talk. “Let me go,” said the fish, “and I will tell you where the big ones are.”
  The fisherman let it go, and the fish told him. He rowed to the place and found no fish at all, only a little island
  with a tree on it. He was angry at first. Then he sat down in the shade of the tree and slept better than he had
  slept in years. When he woke up, the fish was looking at him from the water. “Well,” it said, “was it not worth it?”

There was once a library that opened only at night. The books were heavy and the lamps were small, and the librarian
  was a cat. Whoever wanted a book had to tell the cat a story first. If the cat liked the story, it jumped down from
  its chair and showed the way. If the cat did not like the story, it closed its eyes and slept. A boy came every night
  for a year and never got a book. But in the end he knew so many stories that he no longer needed one, and the cat
  gave him the key.

Rain is water that comes back. The sun warms the sea, and a part of the water rises into the air as vapour that nobody
  can see. High above the ground the air is cold, and the vapour turns into tiny drops. Many drops together make a
  cloud. When the drops grow too heavy for the air, they fall. Some of the rain flows into the rivers and the rivers
  carry it to the sea again. Some of it sinks into the ground, where the roots of the trees find it. The same water has
  been going round like this for a very long time.

Honey is made by bees from the sweet juice of flowers. A bee visits many flowers on one flight and carries the juice
  home in a small stomach that is only for this purpose. In the hive the other bees take the juice, pass it from one to
  the next, and put it into the cells. They beat their wings until most of the water is gone. Then the honey is thick
  enough to keep, and they close the cell with wax. A hive needs about twenty kilograms of honey to live through the
  winter.

Bread needs flour, water, salt and time. The flour gives the body, the water wakes it up, and the salt gives the taste.
  Time does the rest. A good baker touches the dough to learn whether it is ready: it should be soft, and it should come
  back slowly when it is pressed with a finger. The oven must be very hot at first. After ten minutes the heat can be
  lower. The bread is done when it sounds hollow from below.

The moon has no light of its own. What we see is the light of the sun, which the moon sends back to us. Because the
  moon goes round the earth, we see the bright side from a different angle each night. When the moon stands between us
  and the sun, the dark side looks at us, and we call it a new moon. About two weeks later the whole bright side can be
  seen, and we call it a full moon. The time from one full moon to the next is a little more than twenty-nine days.

A computer keeps numbers, and everything else is made of numbers. A letter is a number, a colour is three numbers, and
  a song is a very long list of numbers. The computer can add them, compare them and move them from one place to
  another, and it can do this many millions of times in a second. A program is also a list of numbers. It tells the
  computer what to do next. This is why a small mistake in a program can have a large effect.

A language model reads a text and guesses what comes next. It does not guess a whole sentence at once. It looks at the
  last few pieces and gives every possible next piece a number: a high number for a likely piece, a low number for an
  unlikely one. Then one piece is chosen and added to the text, and the same thing starts again. If the likeliest piece
  is always taken, the text is the same every time. If chance has a say, the text is different every time.

Trees talk to each other, but they are slow. Under the forest there is a net of thin threads, and through the threads
  the trees pass sugar and water to their neighbours. When beetles come to one tree, the next trees can taste it in the
  ground and make their leaves bitter. A young tree in the shade lives from what the old ones give. In this way the
  forest is more than a number of trees. It is a kind of family.

Tea was first drunk as a medicine and only later for pleasure. The leaves are picked by hand in the early morning, when
  they are still wet. For green tea they are heated at once, so that they stay green. For black tea they are rolled and
  left in the air until they turn brown. The water should not boil for green tea, and it should boil for black tea. Two
  or three minutes are enough. After that the tea becomes bitter, and a little milk can help.

The bicycle is one of the best machines that people have built. It has no motor and needs no fuel, and yet it carries a
  man four times as fast as he can walk. The frame is strong because it is made of triangles. The wheels are light
  because the spokes are thin, and they are thin because they only have to pull. A chain brings the strength of the legs
  to the back wheel. Whoever has learned to ride a bicycle does not forget it again.

Maps are pictures of what cannot be seen at once. The maker of a map decides what to leave out, and this is the hardest
  part of the work. A map of the roads does not show the trees, and a map of the trees does not show the roads. The first
  maps were drawn by sailors who wanted to find the harbour again. They drew the coast with care and filled the rest with
  animals. Today a map can tell us where we are, but it still cannot tell us where we want to go.

The clock on the tower was always five minutes late, and everybody in the town knew it. The trains left five minutes
  late, the school began five minutes late, and the bread was ready five minutes late. One day a stranger came and set
  the clock right. From that day on nothing worked. The children stood before closed doors and the travellers missed
  their trains. After a week the mayor climbed up the tower at night and turned the hands back. In the morning
  everybody was on time again.

Señora Núñez had a café at the corner of the square. She served coffee, crème brûlée and good advice. The coffee was
  strong, the crème brûlée was sweet, and the advice was free. “What should I do?” asked the poet, the painter and the
  naïve young man from Århus. “Drink your coffee while it is hot,” said Señora Núñez. It was always the right answer.

In Zürich the trams are blue and white, and in Genève the lake is blue and white. In Köln there is a church with two
  towers, and in Málaga there is a church with one. In Łódź the houses are long, and in Tromsø the nights are long. The
  traveller wrote all this into his book and added: in Malmö it rained, and I was happy anyway.

— Good morning. Is this the way to the station?
— It is one of the ways. Are you in a hurry?
— My train leaves in ten minutes.
— Then take the road to the left. The road to the right is more beautiful, but it is longer.
— Thank you. And where does the road in the middle go?
— To the café. Most people who miss their train go there.
— Is the coffee good?
— It is so good that some people miss their train on purpose.

— What are you reading?
— A book about the sea.
— Is it a good book?
— I do not know yet. There has been no water so far.
— How many pages have you read?
— All of them but one.
— Then the sea must be on the last page.
— I hope so. I want to keep it for tomorrow.

— Can you help me? I have lost my dog.
— What does it look like?
— It is small and brown, and it has one white ear.
— What is its name?
— Its name is Captain.
— Then look at the harbour. A small brown dog with one white ear went on board a ship this morning, and the sailors
  stood up when it came.

Question: How long does it take to boil an egg?
Answer: A soft egg takes about five minutes and a hard egg takes about ten. It depends on the size of the egg.

Question: Why is the sky blue?
Answer: The light of the sun is made of many colours. The air sends the blue part of the light in all directions, more
  than the red part. This is why the sky looks blue during the day and red in the evening.

Question: What is the largest animal in the world?
Answer: The largest animal in the world is the blue whale. It can be thirty metres long, and it is as heavy as thirty
  elephants.

Question: How do I learn a new language?
Answer: Read a little every day, and speak from the first week on. Do not be afraid of mistakes. It helps to learn whole
  sentences and not single words, because the words of a sentence remember each other.

Question: What should I cook today?
Answer: Take what is in the house. With an onion, some rice and a little cheese you can make a good meal in half an
  hour. If there is nothing in the house, make tea and think about tomorrow.

Question: How does a key open a lock?
Answer: In the lock there are small pins of different length. The right key lifts every pin to the right height, and
  then the lock can turn. A wrong key lifts some of the pins too high or not high enough.

Counting is easy: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20. Counting backwards is harder:
  10, 9, 8, 7, 6, 5, 4, 3, 2, 1. Counting by tens is quick: 10, 20, 30, 40, 50, 60, 70, 80, 90, 100.

One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve. Twelve eggs are a dozen, and twelve months
  are a year. Seven days are a week: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday.

Things to take on a journey:
1. a map and a pencil
2. bread and water for a day
3. a warm coat
4. a book that you have read before
5. somebody to talk to

How to plant a tree:
1. Dig a hole that is twice as wide as the roots.
2. Put the tree into the hole and fill it with good earth.
3. Press the earth down with your foot, but not too hard.
4. Give it a lot of water on the first day and a little on the next days.
5. Wait for twenty years.

The garden changes with the months. In March the ground is still cold, but the first green points come through the
  earth. In May everything grows at once, and the gardener has no time to sit. In August the beans are high and the
  evenings are long. In October the leaves fall, and the gardener falls into his chair. In December he reads about
  flowers and makes a plan for March.

A good letter has a beginning, a middle and an end. At the beginning you say why you write. In the middle you say what
  you have to say, and you say it once. At the end you say what should happen next. Then you read the letter aloud. If
  you lose your breath, the sentences are too long. If you fall asleep, the letter is too long.

Snow is quiet because it is full of air. Each flake has six arms, and between the arms there is room. When sound comes
  to the snow, it runs into these little rooms and does not find the way out. This is why a town under fresh snow sounds
  as if somebody had closed a door. When the snow melts and freezes again, the rooms are gone, and the sound comes back.

The wolf and the crow had an agreement. The crow flew ahead and looked for food, and the wolf walked behind and kept the
  foxes away. When they found something, the crow ate first, because it ate less. One winter there was nothing to be
  found for many days. “You could eat me,” said the crow. “I could,” said the wolf, “but who would tell me where the
  spring is?” So they went on, and the spring was just behind the next hill.
`;
