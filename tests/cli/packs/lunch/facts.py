"""What does the kitchen need to know?"""

from zhiban.language import Person, given
from zhiban.model.types import CodeList, Integer, Ordered, Truth

HUNGER = CodeList("hunger", "饿的程度", ("little", "some", "great"), ("不饿", "有点饿", "很饿"))

years = given("lunch.years", "年龄", Integer("years", 0), subject=Person, title_en="age")
hunger = given("lunch.hunger", "饿的程度", Ordered(HUNGER), subject=Person, title_en="hunger")
guest = given("lunch.guest", "是客人", Truth(), subject=Person, title_en="is a guest")
